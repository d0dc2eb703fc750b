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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jdbi.v3.core.Handle;

/**
 * The migrations of one source and their history on the target, by Flyway. Safe for any thread: two
 * runs at a time, here or on two computers, wait for each other on an advisory lock.
 */
public final class Migrations {

  /** Where those are recorded that TriggerScope ships. */
  static final String HISTORY_TABLE = "triggerscope_schema_history";

  private final Target target;
  private final MigrationSource source;

  /** Those that TriggerScope ships. */
  public Migrations(Target target) {
    this(target, MigrationSource.SHIPPED);
  }

  public Migrations(Target target, MigrationSource source) {
    this.target = target;
    this.source = source;
  }

  public MigrationSource source() {
    return source;
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

  /** Likewise, within these limits. */
  public Outcome<Integer> run(Limits limits, Consumer<String> progress) {
    return run(limits, progress, _ -> true);
  }

  /**
   * Applies what is pending, and nothing at all if that is more, or otherwise, than what was
   * confirmed: a file may have changed since. Each migration runs in a transaction with its history
   * row, unless it is one that cannot run in one. One that a lock keeps from it is tried again, as
   * often as the limits say. An interrupt of the calling thread ends it, also on the server, and
   * rolls the migration at hand back.
   *
   * @param confirmed as listed before
   * @param progress one line of text for each step, called on the calling thread, and for who is
   *     waited for, called on another
   * @return how many were applied
   */
  public Outcome<Integer> run(List<Migration> confirmed, Limits limits, Consumer<String> progress) {
    return run(limits, progress, confirmed::contains);
  }

  private Outcome<Integer> run(
      Limits limits, Consumer<String> progress, Predicate<Migration> confirmed) {
    // on a read-only one Flyway would try for ten seconds to make its table
    return target.ifWritable(() -> apply(limits, progress, confirmed));
  }

  private Outcome<Integer> apply(
      Limits limits, Consumer<String> progress, Predicate<Migration> confirmed) {
    try (var watch =
        new LockWatch(
            target, holders -> progress.accept("Waiting: " + LockHolder.words(holders)))) {
      var flyway =
          flyway(
              target.sessions().limited(limits, watch::add),
              new MigrationProgress(source.baseline(), progress));
      return watch
          .act(
              limits,
              handle ->
                  lock(limits)
                      .hold(
                          handle,
                          progress,
                          () ->
                              new Tries(limits, watch, progress)
                                  .run(() -> migrate(handle, flyway, confirmed))))
          .then(Function.identity());
    }
  }

  private MigrationLock lock(Limits limits) {
    return new MigrationLock(target.settings().schema(), limits.statementTimeout());
  }

  /** Throws what Flyway does. */
  private Outcome<Integer> migrate(Handle handle, Flyway flyway, Predicate<Migration> confirmed) {
    var unfit = source.refusal();
    if (unfit.isPresent()) {
      return notRun(unfit.get());
    }
    var migrations = list(flyway);
    for (var migration : migrations) {
      var why = migration.pending() ? unfit(migration, confirmed) : unclear(migration);
      if (why.isPresent()) {
        return notRun(why.get());
      }
    }
    if (migrations.stream().anyMatch(m -> m.state() == State.FAILED)) {
      history().forgetFailed(handle);
    }
    return new Outcome.Done<>(flyway.migrate().migrationsExecuted);
  }

  private static <T> Outcome<T> notRun(String why) {
    return new Outcome.Failed<>(new Failure.NotSent("Nothing was run. " + why));
  }

  /** Why it cannot be run, as a sentence. */
  private static Optional<String> unfit(Migration migration, Predicate<Migration> confirmed) {
    var sql = Objects.requireNonNull(migration.sql());
    if (!confirmed.test(migration)) {
      return Optional.of(
          migration.script() + " is new or has changed since it was listed. List them again.");
    }
    return ScriptText.refusal(sql)
        .map(why -> migration.script() + ": " + why)
        .or(
            () ->
                ScriptText.transactionEnd(sql)
                    .filter(_ -> migration.transactional())
                    .map(
                        name ->
                            migration.script()
                                + " holds "
                                + name
                                + ", which would end the transaction that it and its record are to"
                                + " be written in."));
  }

  /** Why the record of one that is not pending must be put right first, as a sentence. */
  private Optional<String> unclear(Migration migration) {
    var said =
        switch (migration.state()) {
          case FAILED -> " is recorded as failed in ";
          case CHANGED -> " was applied in another form than " + source.holder() + ", says ";
          case OVERTAKEN -> " is older than what was applied already, says ";
          case BASELINE, PENDING, APPLIED, UNKNOWN -> "";
        };
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of("Migration " + migration.version() + said + source.historyTable() + ".");
  }

  /**
   * Records that an applied migration was applied as its script is now, and runs nothing.
   *
   * @param changed as listed before; if its record has become another one since, nothing is written
   * @return its version
   */
  public Outcome<String> accept(Migration changed) {
    return target.ifWritable(
        () ->
            target
                .act(
                    handle ->
                        lock(Limits.DEFAULT)
                            .hold(handle, _ -> {}, () -> history().accept(handle, changed)))
                .then(Function.identity()));
  }

  private MigrationHistory history() {
    return new MigrationHistory(source.historyTable());
  }

  private List<Migration> list(Flyway flyway) {
    return Arrays.stream(flyway.info().all()).map(info -> FlywayInfo.words(info, source)).toList();
  }

  private <T> Outcome<T> ask(Supplier<T> question) {
    try {
      return source
          .refusal()
          .<Outcome<T>>map(why -> new Outcome.Failed<>(new Failure.NotSent(why)))
          .orElseGet(() -> new Outcome.Done<>(question.get()));
    } catch (FlywayException e) {
      return new Outcome.Failed<>(failure(e));
    }
  }

  static Failure failure(FlywayException e) {
    return SqlStates.failureIn(e)
        .orElseGet(() -> new Failure.Unexpected(String.valueOf(e.getMessage())));
  }

  private Flyway flyway(DataSource sessions, Callback... callbacks) {
    return configuration(sessions).callbacks(callbacks).load();
  }

  private FluentConfiguration configuration(DataSource sessions) {
    var configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .loggers("slf4j")
            .dataSource(sessions)
            .defaultSchema(target.settings().schema())
            .createSchemas(false)
            .locations(source.location())
            .validateMigrationNaming(true)
            // none of a folder is run unseen
            .skipDefaultCallbacks(true)
            // the scripts also run through psql, which knows no ${placeholders}
            .placeholderReplacement(false)
            .table(source.historyTable())
            .baselineVersion(source.baseline())
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
