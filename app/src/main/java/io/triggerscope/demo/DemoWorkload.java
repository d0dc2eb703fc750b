package io.triggerscope.demo;

import io.triggerscope.demo.DemoStep.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real DML on the six tables of a demo database, and of no other. Owns one thread; which statements
 * it runs is a function of the seed.
 */
public final class DemoWorkload implements AutoCloseable {

  /** The seed of the demo. */
  public static final long SEED = 2026;

  private static final Logger LOG = LoggerFactory.getLogger(DemoWorkload.class);
  private static final String APPLICATION_NAME = "TriggerScope demo workload";
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);
  private static final Duration MOST_TO_CATCH_UP = Duration.ofMillis(250);

  private final DemoDatabase database;
  private final long seed;
  private final Thread thread;
  private volatile boolean closing;

  public DemoWorkload(DemoDatabase database, long seed) {
    this.database = database;
    this.seed = seed;
    // a virtual one: interrupting it ends even a blocked JDBC call
    this.thread = Thread.ofVirtual().name("demo workload").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Stops it within a second. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (long round = 0; !closing; round++) {
        try (var connection = database.connect(APPLICATION_NAME)) {
          follow(new DemoPlan(seed + round), connection);
        } catch (SQLException e) {
          if (!closing && !database.isClosed()) {
            // whoever plays with the demo may delete its rows or end its sessions: with new users
            // it goes on
            LOG.info("The demo workload begins anew", e);
            Thread.sleep(BEFORE_ANOTHER_TRY);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(DemoPlan plan, Connection connection)
      throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    long due = System.nanoTime();
    while (!closing) {
      var step = plan.next();
      due += step.pause().toNanos();
      long late = System.nanoTime() - due;
      if (late < 0) {
        Thread.sleep(Duration.ofNanos(-late));
      } else if (late > MOST_TO_CATCH_UP.toNanos()) {
        due += late - MOST_TO_CATCH_UP.toNanos();
      }
      perform(step, connection);
    }
  }

  private void perform(DemoStep step, Connection connection) throws SQLException {
    if (step.kind() == Kind.LOCKED_OUT) {
      try (var other = database.connect(APPLICATION_NAME)) {
        other.setAutoCommit(false);
        execute(step.statements().getFirst(), other);
        transaction(step.statements().subList(1, step.statements().size()), connection);
        other.rollback();
      }
    } else {
      transaction(step.statements(), connection);
    }
  }

  private static void transaction(List<DemoStatement> statements, Connection connection)
      throws SQLException {
    for (var statement : statements) {
      execute(statement, connection);
    }
    connection.commit();
  }

  private static void execute(DemoStatement statement, Connection connection) throws SQLException {
    try (var prepared = connection.prepareStatement(statement.sql())) {
      for (int i = 0; i < statement.parameters().size(); i++) {
        prepared.setObject(i + 1, statement.parameters().get(i));
      }
      prepared.execute();
    }
  }
}
