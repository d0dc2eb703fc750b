package io.triggerscope.postgres;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.DryRun.AlreadyThere;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.DryRun.Ran;
import io.triggerscope.model.DryRun.Step;
import io.triggerscope.model.DryRun.Stopped;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.model.SchemaChange.SchemaObject;
import io.triggerscope.model.Script;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Runs scripts to see what they do: for real, in one transaction that is always rolled back. What
 * they change is told by the catalogues before and after, inside the transaction; which locks they
 * take, by {@code pg_locks} as a second session sees it. So a plan is a dry run: nothing guesses
 * from the text of a script. Safe for any thread; blocks until it is rolled back.
 *
 * <p>No script can end that transaction: one with COMMIT and the like is not sent; what was not
 * recognised as such the server refuses, as it runs each script by EXECUTE in a DO block, where
 * there are no transaction statements, nor procedures that commit; and at the end the transaction
 * must still be the one that was begun. What a script does on another connection, by dblink for
 * instance, stays done.
 *
 * @see <a href="https://www.postgresql.org/docs/current/plpgsql-transactions.html">PostgreSQL,
 *     transaction management in PL/pgSQL</a>
 */
public final class ScriptDryRun {

  private static final String ENDED =
      "A script has ended the transaction of the dry run. What it did until then is not taken back.";

  private final Target target;

  public ScriptDryRun(Target target) {
    this.target = target;
  }

  /** An interrupt of the calling thread ends it, and its session on the server. */
  public Outcome<DryRun> run(List<Script> scripts, Limits limits) {
    return target.ifWritable(
        () -> {
          try (var watch = new LockWatch(target, _ -> {})) {
            return watch
                .act(limits, handle -> run(handle, scripts, watch))
                .then(Function.identity());
          }
        });
  }

  private Outcome<DryRun> run(Handle handle, List<Script> scripts, LockWatch watch) {
    handle.begin();
    try {
      var transaction = transaction(handle);
      var before = objects(handle);
      var now = before;
      var steps = new ArrayList<Step>();
      var inPlace = new ArrayList<String>();
      for (var script : scripts) {
        var step = step(handle, script);
        var then = now;
        now = objects(handle);
        if (inPlace.size() == steps.size() && isInPlace(step, then, now)) {
          inPlace.add(script.name());
        }
        steps.add(step);
        if (step instanceof Stopped) {
          break;
        }
      }
      var changes = SchemaChange.between(before, now);
      watch.look();
      if (!transaction(handle).equals(transaction)) {
        return new Outcome.Failed<>(new Failure.Unexpected(ENDED));
      }
      boolean stopped = steps.getLast() instanceof Stopped;
      return new Outcome.Done<>(
          new DryRun(
              List.copyOf(steps),
              changes,
              watch.locks(),
              stopped ? watch.blockers() : List.of(),
              List.copyOf(inPlace)));
    } finally {
      handle.rollback();
    }
  }

  private static boolean isInPlace(Step step, List<SchemaObject> before, List<SchemaObject> after) {
    return switch (step) {
      case Ran _ -> SchemaChange.between(before, after).isEmpty();
      case AlreadyThere _ -> true;
      case NotInTransaction _, Stopped _ -> false;
    };
  }

  private static String transaction(Handle handle) {
    return handle
        .createQuery(Target.sql(ScriptDryRun.class, "transaction"))
        .mapTo(String.class)
        .one();
  }

  private List<SchemaObject> objects(Handle handle) {
    return handle
        .createQuery(Target.sql(ScriptDryRun.class, "objects"))
        .bind("schema", target.settings().schema())
        .map(ConstructorMapper.of(SchemaObject.class))
        .list();
  }

  /** Leaves the transaction usable, whatever comes of the script. */
  private static Step step(Handle handle, Script script) {
    var unfit = ScriptText.refusal(script.sql()).map(Failure.NotSent::new);
    if (unfit.isPresent()) {
      return new Stopped(script.name(), Duration.ZERO, unfit.get(), List.of());
    }
    return ScriptText.transactionStatement(script.sql())
        .<Step>map(name -> new NotInTransaction(script.name(), "it holds " + name))
        .orElseGet(() -> execute(handle, script));
  }

  private static Step execute(Handle handle, Script script) {
    handle
        .createQuery(Target.sql(ScriptDryRun.class, "script"))
        .bind("script", script.sql())
        .mapTo(String.class)
        .one();
    var connection = handle.getConnection();
    var begun = System.nanoTime();
    try (var statement = connection.createStatement()) {
      var savepoint = connection.setSavepoint();
      try {
        statement.execute(Target.sql(ScriptDryRun.class, "execute"));
        return new Ran(script.name(), since(begun), SqlStates.messages(statement));
      } catch (SQLException e) {
        connection.rollback(savepoint);
        return failed(script, since(begun), e, SqlStates.messages(statement));
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private static Step failed(
      Script script, Duration took, SQLException failure, List<String> messages) {
    if (SqlStates.needsNoTransaction(failure)) {
      return new NotInTransaction(script.name(), SqlStates.message(failure));
    }
    return SqlStates.isAlreadyThere(failure)
        ? new AlreadyThere(script.name(), SqlStates.failure(failure), messages)
        : new Stopped(script.name(), took, SqlStates.failure(failure), messages);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
