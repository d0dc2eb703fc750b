package io.triggerscope.postgres;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockHolder;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Migration.State;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Script;
import io.triggerscope.postgres.Sessions.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * The shipped migrations and their history on the target, by Flyway. Safe for any thread: two runs
 * at a time, here or on two computers, wait for each other on an advisory lock.
 */
public final class Migrations {

  static final String HISTORY_TABLE = "triggerscope_schema_history";

  /** What a database that TriggerScope has not migrated yet is taken to be at. */
  static final String BASELINE = "020";

  private final Target target;
  private final String folder;

  public Migrations(Target target) {
    this(target, "migrations");
  }

  /**
   * @param folder where the scripts are on the class path
   */
  Migrations(Target target, String folder) {
    this.target = target;
    this.folder = folder;
  }

  /** All migrations, oldest first. Writes nothing, not even the history table. */
  public Outcome<List<Migration>> list() {
    return ask(() -> list(flyway(target.sessions().plain(Purpose.READ))));
  }

  /**
   * What migrations would do, by running them in a transaction that is rolled back.
   *
   * @param migrations with scripts
   */
  public Outcome<DryRun> dryRun(List<Migration> migrations, Limits limits) {
    return new ScriptDryRun(target)
        .run(
            migrations.stream()
                .map(m -> new Script(m.script(), Objects.requireNonNull(m.sql())))
                .toList(),
            limits);
  }

  /**
   * Records that the database is at this version, and runs nothing: for what was installed by other
   * means. Only where nothing has been recorded yet.
   */
  public Outcome<String> adopt(String version) {
    return target.ifWritable(
        () ->
            ask(
                () -> {
                  configuration(target.sessions().plain(Purpose.MIGRATION))
                      .baselineVersion(version)
                      .baselineDescription("adopted as it was")
                      .load()
                      .baseline();
                  return version;
                }));
  }

  /** Applies what is pending, within the usual limits. */
  public Outcome<Integer> run(Consumer<String> progress) {
    return run(Limits.DEFAULT, progress);
  }

  /**
   * Applies what is pending; each migration in a transaction with its history row, unless it is one
   * that cannot run in one. One that a lock keeps from it is tried again, as often as the limits
   * say. An interrupt of the calling thread ends it, also on the server, and rolls the migration at
   * hand back.
   *
   * @param progress one line of text for each step, called on the calling thread, and for who is
   *     waited for, called on another
   * @return how many were applied
   */
  public Outcome<Integer> run(Limits limits, Consumer<String> progress) {
    // on a read-only one Flyway would try for ten seconds to make its table
    return target.ifWritable(() -> apply(limits, progress));
  }

  private Outcome<Integer> apply(Limits limits, Consumer<String> progress) {
    try (var watch =
        new LockWatch(
            target, holders -> progress.accept("Waiting: " + LockHolder.words(holders)))) {
      var flyway =
          flyway(target.sessions().limited(limits, watch::add), new MigrationProgress(progress));
      var lock = new MigrationLock(target.settings().schema(), limits.statementTimeout());
      return watch
          .act(
              limits,
              handle ->
                  lock.hold(
                      handle,
                      progress,
                      () -> new Tries(limits, watch, progress).run(() -> migrate(flyway))))
          .then(Function.identity());
    }
  }

  /** Throws what Flyway does. */
  private Outcome<Integer> migrate(Flyway flyway) {
    var migrations = list(flyway);
    for (var migration : migrations) {
      if (!migration.pending()
          && (migration.state() == State.CHANGED || migration.state() == State.FAILED)) {
        return new Outcome.Failed<>(unclear(migration));
      }
    }
    if (migrations.stream().anyMatch(m -> m.state() == State.FAILED)) {
      // takes the failed row out of the history, so that the script runs again
      flyway.repair();
    }
    return new Outcome.Done<>(flyway.migrate().migrationsExecuted);
  }

  private static Failure unclear(Migration migration) {
    return new Failure.Unexpected(
        "Nothing was run: migration "
            + migration.version()
            + (migration.state() == State.FAILED
                ? " is recorded as failed in "
                : " was applied in another form than this TriggerScope ships, says ")
            + HISTORY_TABLE
            + ".");
  }

  private List<Migration> list(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .map(info -> ShippedMigration.of(info, folder))
        .toList();
  }

  private static <T> Outcome<T> ask(Supplier<T> question) {
    try {
      return new Outcome.Done<>(question.get());
    } catch (FlywayException e) {
      return new Outcome.Failed<>(failure(e));
    }
  }

  static Failure failure(FlywayException e) {
    return SqlStates.failureIn(e)
        .orElseGet(() -> new Failure.Unexpected(String.valueOf(e.getMessage())));
  }

  private Flyway flyway(DataSource source, Callback... callbacks) {
    return configuration(source).callbacks(callbacks).load();
  }

  private FluentConfiguration configuration(DataSource source) {
    var configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .loggers("slf4j")
            .dataSource(source)
            .defaultSchema(target.settings().schema())
            .createSchemas(false)
            .locations("classpath:" + folder)
            .validateMigrationNaming(true)
            // the scripts also run through psql, which knows no ${placeholders}
            .placeholderReplacement(false)
            .table(HISTORY_TABLE)
            .baselineVersion(BASELINE)
            .baselineDescription("baseline")
            .baselineOnMigrate(true)
            // a newer TriggerScope may have been here
            .ignoreMigrationPatterns("*:future", "*:missing")
            .cleanDisabled(true);
    // otherwise a session idles in a transaction while a migration runs, and is ended for it
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }
}
