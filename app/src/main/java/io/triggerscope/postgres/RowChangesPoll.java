package io.triggerscope.postgres;

import io.triggerscope.model.Outcome;
import io.triggerscope.model.RowChanges;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks now and then, in a session of the pool and on a thread of its own, what the server has
 * counted: on the LISTEN connection the answer could come behind a flood of notifications. Confined
 * to the thread that reads the LISTEN connection.
 */
final class RowChangesPoll {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Logger LOG = System.getLogger(RowChangesPoll.class.getName());
  private static final String SQL = Target.sql(ListenConnection.class, "row-changes");

  private final Target target;
  private AtomicReference<@Nullable RowChanges> answer = new AtomicReference<>();
  private Instant asked = Instant.MIN;

  RowChangesPoll(Target target) {
    this.target = target;
  }

  /** Begins anew after a LISTEN; an answer to an older question is no longer wanted. */
  void begin(Instant now) {
    answer = new AtomicReference<>();
    asked = now;
  }

  /** Asks if it is time; returns an answer that has come meanwhile. */
  @Nullable RowChanges poll(Instant now) {
    if (now.isBefore(asked) || !now.isBefore(asked.plus(INTERVAL))) {
      asked = now;
      var here = answer;
      Thread.startVirtualThread(() -> ask(here));
    }
    return answer.getAndSet(null);
  }

  private void ask(AtomicReference<@Nullable RowChanges> answer) {
    switch (target.read(handle -> Optional.ofNullable(ask(handle.getConnection())))) {
      case Outcome.Done<Optional<RowChanges>>(var changes) -> changes.ifPresent(answer::set);
      case Outcome.Failed<Optional<RowChanges>>(var failure) ->
          LOG.log(Level.DEBUG, "row changes are not known: {0}", failure.sentence());
    }
  }

  /** Null where the server does not tell. */
  static @Nullable RowChanges ask(Connection connection) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(SQL)) {
      var perTable = new TreeMap<String, Long>();
      while (rows.next()) {
        perTable.put(rows.getString("table_name"), rows.getLong("changes"));
      }
      return new RowChanges(perTable);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "row changes are not known: {0}", SqlStates.message(e));
      return null;
    }
  }
}
