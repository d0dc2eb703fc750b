package io.triggerscope.bench;

import io.triggerscope.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.postgresql.PGConnection;

/** A database with one variant of the trigger, and the session that changes its rows. */
final class VariantDatabase implements AutoCloseable {

  /** What {@link #check} changes: one row of each agent. */
  private static final int CHECKED = Size.AGENTS;

  private final Variant variant;
  private final Connection connection;
  private final ServerProcess process;

  VariantDatabase(TestPostgres postgres, Variant variant) throws SQLException {
    var settings = postgres.demoSchema();
    TestPostgres.execute(settings, variant.sql());
    this.variant = variant;
    this.connection = TestPostgres.connect(settings);
    this.process = new ServerProcess(connection.unwrap(PGConnection.class).getBackendPID());
    // the disk is not what is measured, nor is a VACUUM beside it
    execute("SET synchronous_commit = off");
    execute("ALTER TABLE calls SET (autovacuum_enabled = off)");
    execute(
        """
        INSERT INTO users (id, email, name)
        SELECT md5('user ' || n)::uuid, format('user%%s@example.com', n), 'user ' || n
          FROM generate_series(1, %1$d) AS n;
        INSERT INTO agents (id, user_id, name)
        SELECT md5('agent ' || n)::uuid, md5('user ' || n)::uuid, 'agent ' || n
          FROM generate_series(1, %1$d) AS n
        """
            .formatted(Size.AGENTS));
    execute("VACUUM ANALYZE users, agents");
  }

  Variant variant() {
    return variant;
  }

  /** As in 18.6. */
  String serverVersion() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /**
   * Counts what each workload announces: every row once, and nothing without a trigger. It warms
   * the session up as well.
   *
   * @throws IllegalStateException if it is anything else
   */
  void check() throws SQLException {
    for (var workload : Workload.values()) {
      prepare(workload, CHECKED);
      var ids = new LinkedHashSet<>(ids());
      execute("LISTEN cache_invalidation");
      change(workload, CHECKED);
      var payloads =
          Arrays.stream(connection.unwrap(PGConnection.class).getNotifications())
              .map(notification -> notification.getParameter())
              .toList();
      execute("UNLISTEN cache_invalidation");
      ids.addAll(ids());
      var announced =
          ids.stream().filter(id -> payloads.stream().anyMatch(p -> p.contains(id))).count();
      var expected = variant.announces() ? CHECKED : 0;
      if (ids.size() != CHECKED || payloads.size() != expected || announced != expected) {
        throw new IllegalStateException(
            "%s announced %d of %d rows in %d notifications of %s"
                .formatted(variant, announced, ids.size(), payloads.size(), workload));
      }
    }
  }

  /** Runs a workload and measures it. */
  Cost measure(Workload workload, int rows) throws SQLException {
    prepare(workload, rows);
    var cpu = process.cpuTime();
    var start = System.nanoTime();
    change(workload, rows);
    var elapsed = System.nanoTime() - start;
    var used = process.cpuTime();
    execute("TRUNCATE calls CASCADE");
    return new Cost(
        cpu.isPresent() && used.isPresent()
            ? OptionalDouble.of(microseconds(used.getAsLong() - cpu.getAsLong(), rows))
            : OptionalDouble.empty(),
        microseconds(elapsed, rows));
  }

  private static double microseconds(long nanoseconds, int rows) {
    return nanoseconds / 1e3 / rows;
  }

  private void prepare(Workload workload, int rows) throws SQLException {
    execute("TRUNCATE calls CASCADE");
    // so that none begins by itself while the workload runs
    execute("CHECKPOINT");
    if (workload != Workload.INSERT) {
      execute("SET session_replication_role = replica");
      insert(rows);
      execute("RESET session_replication_role");
    }
    execute("VACUUM calls");
  }

  private void change(Workload workload, int rows) throws SQLException {
    switch (workload) {
      case INSERT -> insert(rows);
      case UPDATE, DELETE -> {
        try (var statement = connection.prepareStatement(workload.sql())) {
          changes(statement, rows);
        }
      }
      case ROW_BY_ROW -> {
        var ids = ids();
        try (var statement = connection.prepareStatement(workload.sql())) {
          for (var id : ids) {
            statement.setObject(1, UUID.fromString(id));
            changes(statement, 1);
          }
        }
      }
    }
  }

  private void insert(int rows) throws SQLException {
    try (var statement = connection.prepareStatement(Workload.INSERT.sql())) {
      statement.setInt(1, rows / Size.AGENTS);
      changes(statement, rows);
    }
  }

  private void changes(PreparedStatement statement, int rows) throws SQLException {
    var changed = statement.executeUpdate();
    if (changed != rows) {
      throw new IllegalStateException(changed + " rows changed, not " + rows);
    }
    // the variants that catch errors warn of them
    if (statement.getWarnings() != null) {
      throw new IllegalStateException(variant + " failed", statement.getWarnings());
    }
  }

  private List<String> ids() throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT id FROM calls ORDER BY id")) {
      var ids = new ArrayList<String>();
      while (result.next()) {
        ids.add(result.getString(1));
      }
      return ids;
    }
  }

  /** Runs a statement that is not measured. */
  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
