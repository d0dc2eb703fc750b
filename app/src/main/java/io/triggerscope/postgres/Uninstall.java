package io.triggerscope.postgres;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Script;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/**
 * Takes away what the migrations have made, by the shipped {@code uninstall.sql}, in one
 * transaction. Safe for any thread; blocks until the server has committed or rolled back.
 */
public final class Uninstall {

  private static final String NAME = "uninstall.sql";

  private final Target target;

  public Uninstall(Target target) {
    this.target = target;
  }

  /**
   * What runs.
   *
   * @param withErrorLog whether {@code trigger_error_log} goes too, with all its rows
   */
  public static Script script(boolean withErrorLog) {
    return new Script(
        NAME,
        "SET LOCAL triggerscope.one_transaction = on;\nSET LOCAL triggerscope.drop_error_log = "
            + (withErrorLog ? "on" : "off")
            + ";\n\n"
            + Target.sql(Uninstall.class, "uninstall"));
  }

  /** Runs it and takes it back. */
  public Outcome<DryRun> preview(boolean withErrorLog, Limits limits) {
    return new ScriptDryRun(target).run(List.of(script(withErrorLog)), limits);
  }

  /**
   * Runs it, while nobody runs migrations.
   *
   * @return its name
   */
  public Outcome<String> run(boolean withErrorLog, Limits limits) {
    return target.ifWritable(() -> drop(withErrorLog, limits));
  }

  private Outcome<String> drop(boolean withErrorLog, Limits limits) {
    var lock = new MigrationLock(target.settings().schema(), limits.lockTimeout());
    try (var watch = new LockWatch(target, _ -> {})) {
      return watch.blaming(
          watch
              .act(
                  limits,
                  handle -> lock.hold(handle, _ -> {}, () -> execute(handle, script(withErrorLog))))
              .then(Function.identity()));
    }
  }

  private static Outcome<String> execute(Handle handle, Script script) {
    return new Outcome.Done<>(
        handle.inTransaction(
            transaction -> {
              try (var statement = transaction.getConnection().createStatement()) {
                statement.execute(script.sql());
                return script.name();
              } catch (SQLException e) {
                throw new ConnectionException(e);
              }
            }));
  }
}
