package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Migration.State;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.Sessions.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * The shipped migrations and their history on the target, by Flyway. Safe for any thread: two runs
 * at a time, here or on two computers, wait for each other on Flyway's advisory lock.
 */
public final class Migrations {

  /** How long a migration waits for a lock before it gives up and changes nothing. */
  public static final Duration LOCK_TIMEOUT = Sessions.LOCK_TIMEOUT;

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
    return ask(() -> list(flyway(Purpose.READ)));
  }

  /**
   * Applies what is pending; each migration in a transaction with its history row, unless it is one
   * that cannot run in one. An interrupt of the calling thread ends it and rolls the migration at
   * hand back.
   *
   * @param progress one line of text for each step, called on the calling thread
   * @return how many were applied
   */
  public Outcome<Integer> run(Consumer<String> progress) {
    if (target.settings().readOnly()) {
      // Flyway would try for ten seconds to make its table
      return new Outcome.Failed<>(new Failure.Denied("This connection is read-only."));
    }
    var flyway = flyway(Purpose.MIGRATION, new MigrationProgress(progress));
    return ask(() -> list(flyway))
        .then(
            migrations -> {
              for (var migration : migrations) {
                if (!migration.pending()
                    && (migration.state() == State.CHANGED || migration.state() == State.FAILED)) {
                  return new Outcome.Failed<>(unclear(migration));
                }
              }
              return ask(
                  () -> {
                    if (migrations.stream().anyMatch(m -> m.state() == State.FAILED)) {
                      // takes the failed row out of the history, so that the script runs again
                      flyway.repair();
                    }
                    return flyway.migrate().migrationsExecuted;
                  });
            });
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
      return new Outcome.Failed<>(
          SqlStates.failureIn(e)
              .orElseGet(() -> new Failure.Unexpected(String.valueOf(e.getMessage()))));
    }
  }

  private Flyway flyway(Purpose purpose, Callback... callbacks) {
    var configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .loggers("slf4j")
            .dataSource(target.sessions().plain(purpose))
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
            .cleanDisabled(true)
            .callbacks(callbacks);
    // otherwise a session idles in a transaction while a migration runs, and is ended for it
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }
}
