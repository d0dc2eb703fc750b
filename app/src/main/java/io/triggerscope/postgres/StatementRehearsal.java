package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Rehearsal;
import io.triggerscope.model.Rehearsal.ChangedRows;
import io.triggerscope.model.Rehearsal.FiredTrigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Runs a plain INSERT, UPDATE, DELETE or MERGE under {@code EXPLAIN (ANALYZE)} in a transaction
 * that is always rolled back: its triggers fire, and nothing of what they notify is delivered. Row
 * locks are really taken until then, and sequences advance. Safe for any thread; blocks until it is
 * rolled back.
 */
public final class StatementRehearsal {

  /** Shorter than for a migration, since what it locks are rows that others write. */
  public static final Limits LIMITS = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(30), 1);

  private final Target target;

  public StatementRehearsal(Target target) {
    this.target = target;
  }

  /** Why a statement would not be sent, as a sentence; empty when it would. */
  public static Optional<String> refusal(String statement) {
    return PlainDml.refusal(statement);
  }

  /** An interrupt of the calling thread ends it, also on the server. */
  public Outcome<Rehearsal> run(String statement, Limits limits) {
    return target.ifWritable(
        () ->
            refusal(statement)
                .<Outcome<Rehearsal>>map(
                    why -> new Outcome.Failed<>(new Failure.Denied("It was not sent. " + why)))
                .orElseGet(() -> send(statement, limits)));
  }

  private Outcome<Rehearsal> send(String statement, Limits limits) {
    try (var watch = new LockWatch(target, _ -> {})) {
      return watch.blaming(watch.act(limits, handle -> run(handle, statement)));
    }
  }

  private Rehearsal run(Handle handle, String statement) {
    handle.begin();
    try {
      query(handle, "statement").bind("statement", statement).mapToMap().one();
      var messages = explain(handle);
      return query(handle, "times")
          .map((row, _) -> rehearsal(row, triggers(handle), rows(handle), messages))
          .one();
    } finally {
      handle.rollback();
    }
  }

  private static List<String> explain(Handle handle) {
    try (var statement = handle.getConnection().createStatement()) {
      statement.execute(Target.sql(StatementRehearsal.class, "explain"));
      return SqlStates.messages(statement);
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private static Rehearsal rehearsal(
      ResultSet row, List<FiredTrigger> triggers, List<ChangedRows> rows, List<String> messages)
      throws SQLException {
    return new Rehearsal(
        millis(row, "planning"),
        millis(row, "execution"),
        triggers,
        rows,
        messages,
        row.getString("plan"));
  }

  private static List<FiredTrigger> triggers(Handle handle) {
    return query(handle, "triggers")
        .map(
            (row, _) ->
                new FiredTrigger(
                    row.getString("name"),
                    row.getBoolean("constraint"),
                    row.getString("relation"),
                    row.getLong("calls"),
                    millis(row, "millis")))
        .list();
  }

  private List<ChangedRows> rows(Handle handle) {
    return query(handle, "rows")
        .bind("schema", target.settings().schema())
        .map(ConstructorMapper.of(ChangedRows.class))
        .list();
  }

  private static Query query(Handle handle, String name) {
    return handle.createQuery(Target.sql(StatementRehearsal.class, name));
  }

  private static Duration millis(ResultSet row, String column) throws SQLException {
    return Duration.ofNanos(Math.round(row.getDouble(column) * 1e6));
  }
}
