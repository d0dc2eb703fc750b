package io.triggerscope.postgres;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.DryRun.Ran;
import io.triggerscope.model.DryRun.Step;
import io.triggerscope.model.DryRun.Stopped;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.model.SchemaChange.SchemaObject;
import io.triggerscope.model.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Runs scripts to see what they do: for real, in one transaction that is always rolled back. What
 * they change is told by the catalogues before and after, inside the transaction; which locks they
 * take, by {@code pg_locks} as a second session sees it. So a plan is a dry run: nothing guesses
 * from the text of a script. Safe for any thread; blocks until it is rolled back.
 */
public final class ScriptDryRun {

  private final Target target;

  public ScriptDryRun(Target target) {
    this.target = target;
  }

  /** An interrupt of the calling thread ends it, and its session on the server. */
  public Outcome<DryRun> run(List<Script> scripts, Limits limits) {
    return target.ifWritable(
        () -> {
          try (var watch = new LockWatch(target, _ -> {})) {
            return watch.act(limits, handle -> run(handle, scripts, watch));
          }
        });
  }

  private DryRun run(Handle handle, List<Script> scripts, LockWatch watch) {
    handle.begin();
    try {
      var before = objects(handle);
      var steps = new ArrayList<Step>();
      for (var script : scripts) {
        var step = step(handle.getConnection(), script);
        steps.add(step);
        if (step instanceof Stopped) {
          break;
        }
      }
      var changes = SchemaChange.between(before, objects(handle));
      watch.look();
      boolean stopped = steps.getLast() instanceof Stopped;
      return new DryRun(
          List.copyOf(steps), changes, watch.locks(), stopped ? watch.blockers() : List.of());
    } finally {
      handle.rollback();
    }
  }

  private List<SchemaObject> objects(Handle handle) {
    return handle
        .createQuery(Target.sql(ScriptDryRun.class, "objects"))
        .bind("schema", target.settings().schema())
        .map(ConstructorMapper.of(SchemaObject.class))
        .list();
  }

  /** Leaves the transaction usable, whatever comes of the script. */
  private static Step step(Connection connection, Script script) {
    var begun = System.nanoTime();
    try (var statement = connection.createStatement()) {
      var savepoint = connection.setSavepoint();
      try {
        statement.execute(script.sql());
        return new Ran(script.name(), since(begun), SqlStates.messages(statement));
      } catch (SQLException e) {
        return failed(
            script, since(begun), e, connection, savepoint, SqlStates.messages(statement));
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private static Step failed(
      Script script,
      Duration took,
      SQLException failure,
      Connection connection,
      Savepoint savepoint,
      List<String> messages)
      throws SQLException {
    connection.rollback(savepoint);
    return SqlStates.ACTIVE_TRANSACTION.equals(failure.getSQLState())
        ? new NotInTransaction(script.name(), SqlStates.message(failure))
        : new Stopped(script.name(), took, SqlStates.failure(failure), messages);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
