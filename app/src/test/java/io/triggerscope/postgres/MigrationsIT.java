package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.LoggedStatement.Origin;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Migration.State;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class MigrationsIT {

  private static final Consumer<String> IGNORED = step -> {};

  private final StatementLog log = new StatementLog();

  @Test
  void beforeTheFirstRunEverythingIsPendingAndNothingIsWritten() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(readOnly(settings))) {
      assertThat(migrations(target, "two-migrations").list())
          .isEqualTo(
              new Outcome.Done<>(
                  List.of(
                      new Migration(
                          "021",
                          "make the first",
                          "V021__make_the_first.sql",
                          State.PENDING,
                          "CREATE TABLE first_made ();\n",
                          true,
                          null,
                          null,
                          null,
                          1298276551),
                      new Migration(
                          "022",
                          "make the second",
                          "V022__make_the_second.sql",
                          State.PENDING,
                          "CREATE TABLE second_made ();\n",
                          true,
                          null,
                          null,
                          null,
                          1694522874))));
      assertThat(tables(settings)).containsExactly("in_use");
    }
  }

  @Test
  void aRunRecordsTheBaselineAndAppliesWhatIsPendingOnce() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(settings)) {
      var migrations = migrations(target, "two-migrations");
      var steps = new ArrayList<String>();
      assertThat(migrations.run(steps::add)).isEqualTo(new Outcome.Done<>(2));
      assertThat(steps)
          .containsExactly(
              "Recorded 020 as the baseline",
              "Applying 021 make the first",
              "Applied 021 make the first",
              "Applying 022 make the second",
              "Applied 022 make the second");
      assertThat(tables(settings))
          .containsExactly("first_made", "in_use", "second_made", Migrations.HISTORY_TABLE);

      var list = done(migrations.list());
      assertThat(list)
          .extracting(m -> m.version() + " " + m.state() + " " + m.installedBy())
          .containsExactly("020 BASELINE postgres", "021 APPLIED postgres", "022 APPLIED postgres");
      assertThat(list).allSatisfy(m -> assertThat(m.installedOn()).isNotNull());
      assertThat(list.getFirst().sql()).isNull();

      steps.clear();
      assertThat(migrations.run(steps::add)).isEqualTo(new Outcome.Done<>(0));
      assertThat(steps).isEmpty();
    }
  }

  @Test
  void whatIsShippedAppliesToADatabaseInUseWithoutAWarning() {
    var settings = TestPostgres.NEWEST.demoSchema();
    var warnings = new ArrayList<String>();
    var flyway = Logger.getLogger("org.flywaydb");
    var listener = new Warnings(warnings);
    flyway.addHandler(listener);
    try (var target = open(settings)) {
      var migrations = new Migrations(target);
      assertThat(states(migrations)).containsExactly("021 PENDING", "022 PENDING");
      assertThat(done(migrations.list()).getFirst().sql()).contains("notify_cache_invalidation()");
      assertThat(migrations.run(IGNORED)).isEqualTo(new Outcome.Done<>(2));
      assertThat(states(migrations)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
    } finally {
      flyway.removeHandler(listener);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatIsShippedAppliesOverWhatPsqlHasApplied() {
    try (var target = open(TestPostgres.NEWEST.migrated())) {
      assertThat(new Migrations(target).run(IGNORED)).isEqualTo(new Outcome.Done<>(2));
    }
  }

  @Test
  void theTriggersAnnounceOnTheChannelOfTheConnection() throws SQLException {
    var settings = onChannel(TestPostgres.NEWEST.demoSchema(), "it's \\ mine");
    try (var target = open(settings)) {
      assertThat(new Migrations(target).run(IGNORED)).isEqualTo(new Outcome.Done<>(2));
      assertThat(strings(settings, "SELECT cache_invalidation_channel()"))
          .containsExactly("it's \\ mine");
    }
  }

  @Test
  void anIndexThatWasNotFinishedIsBuiltByTheNextRun() throws SQLException, InterruptedException {
    var settings = TestPostgres.NEWEST.migrated();
    try (var target = open(settings);
        var writer = TestPostgres.connect(settings)) {
      writer.setAutoCommit(false);
      writer.createStatement().execute("INSERT INTO trigger_error_log DEFAULT VALUES");
      var migrations = new Migrations(target);
      var outcome = new AtomicReference<Outcome<Integer>>();
      var thread = Thread.ofVirtual().start(() -> outcome.set(migrations.run(IGNORED)));
      await().until(() -> !strings(settings, WAITING_FOR_THE_WRITER).isEmpty());
      // it waits for the writer, but no other writer waits for it
      TestPostgres.execute(settings, "INSERT INTO trigger_error_log DEFAULT VALUES");

      TestPostgres.execute(
          settings, WAITING_FOR_THE_WRITER.replace("pid", "pg_cancel_backend(pid)"));
      thread.join();
      writer.commit();

      assertThat(failure(outcome.get())).isInstanceOf(Failure.TimedOut.class);
      assertThat(states(migrations)).containsExactly("020 BASELINE", "021 APPLIED", "022 FAILED");
      assertThat(strings(settings, UNFINISHED)).containsExactly("trigger_error_log_occurred_at");
      assertThat(migrations.run(IGNORED)).isEqualTo(new Outcome.Done<>(1));
      assertThat(states(migrations)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
      assertThat(strings(settings, UNFINISHED)).isEmpty();
    }
  }

  private static final String WAITING_FOR_THE_WRITER =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
          + " AND wait_event_type = 'Lock' AND query LIKE '%CREATE INDEX%'";

  private static final String UNFINISHED =
      "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid";

  @Test
  void itsStatementsAreInTheLogAsAnAction() {
    try (var target = open(databaseInUse())) {
      migrations(target, "two-migrations").run(IGNORED);
      assertThat(log.statements())
          .anySatisfy(
              statement -> {
                assertThat(statement.sql()).isEqualTo("CREATE TABLE first_made ()");
                assertThat(statement.origin()).isEqualTo(Origin.ACTION);
              });
    }
  }

  @Test
  void aFailedMigrationIsRolledBackAndTheOneBeforeItStays() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(settings)) {
      assertThat(failure(migrations(target, "broken-migrations").run(IGNORED)))
          .isInstanceOf(Failure.Missing.class)
          .extracting("message")
          .asString()
          .startsWith("function no_such_function() does not exist");
      assertThat(tables(settings))
          .containsExactly("first_made", "in_use", Migrations.HISTORY_TABLE);

      var repaired = migrations(target, "two-migrations");
      assertThat(states(repaired)).containsExactly("020 BASELINE", "021 APPLIED", "022 PENDING");
      assertThat(repaired.run(IGNORED)).isEqualTo(new Outcome.Done<>(1));
    }
  }

  @Test
  void aLostConnectionLeavesHistoryAndObjectsConsistent() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(settings)) {
      var outcome =
          migrations(target, "two-migrations")
              .run(
                  step -> {
                    if (step.startsWith("Applying 022")) {
                      terminateAll(settings);
                    }
                  });
      assertThat(failure(outcome)).isInstanceOf(Failure.Unreachable.class);

      var migrations = migrations(target, "two-migrations");
      assertThat(tables(settings))
          .containsExactly("first_made", "in_use", Migrations.HISTORY_TABLE);
      assertThat(states(migrations)).containsExactly("020 BASELINE", "021 APPLIED", "022 PENDING");
      assertThat(migrations.run(IGNORED)).isEqualTo(new Outcome.Done<>(1));
    }
  }

  @Test
  void anInterruptEndsARunAndRollsItBack() throws InterruptedException, SQLException {
    var settings = databaseInUse();
    try (var target = open(settings)) {
      var steps = new ArrayBlockingQueue<String>(10);
      var outcome = new AtomicReference<Outcome<Integer>>();
      var thread =
          Thread.ofVirtual()
              .start(() -> outcome.set(migrations(target, "slow-migrations").run(steps::add)));
      await().until(() -> isSleeping(settings));
      thread.interrupt();
      thread.join();
      assertThat(outcome.get())
          .isEqualTo(new Outcome.Failed<>(new Failure.TimedOut("It was cancelled here.")));
      await().until(() -> !isSleeping(settings));
      assertThat(tables(settings)).containsExactly("in_use", Migrations.HISTORY_TABLE);
    }
  }

  @Test
  void aScriptThatWasChangedAfterItWasAppliedStopsARun() {
    try (var target = open(databaseInUse())) {
      assertThat(migrations(target, "two-migrations").run(IGNORED))
          .isEqualTo(new Outcome.Done<>(2));
      var changed = migrations(target, "changed-migrations");
      assertThat(states(changed)).containsExactly("020 BASELINE", "021 CHANGED", "022 UNKNOWN");
      assertThat(changed.run(IGNORED))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.NotSent(
                      "Nothing was run. Migration 021 was applied in another form than this"
                          + " TriggerScope ships, says triggerscope_schema_history.")));
    }
  }

  @Test
  void aLockedTableEndsARunInsteadOfQueueingBehindIt() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(settings);
        var connection = TestPostgres.connect(settings);
        var statement = connection.createStatement()) {
      assertThat(migrations(target, "two-migrations").run(IGNORED))
          .isEqualTo(new Outcome.Done<>(2));
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + Migrations.HISTORY_TABLE);
      assertThat(failure(migrations(target, "two-migrations").run(IGNORED)))
          .isInstanceOf(Failure.TimedOut.class);
    }
  }

  @Test
  void aReadOnlyConnectionRunsNothing() throws SQLException {
    var settings = databaseInUse();
    try (var target = open(readOnly(settings))) {
      assertThat(migrations(target, "two-migrations").run(IGNORED))
          .isEqualTo(new Outcome.Failed<>(new Failure.Denied("This connection is read-only.")));
      assertThat(tables(settings)).containsExactly("in_use");
    }
  }

  private static ConnectionSettings databaseInUse() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE in_use ()");
    return settings;
  }

  private static ConnectionSettings readOnly(ConnectionSettings s) {
    return new ConnectionSettings(
        s.jdbcUrl(), s.user(), s.password(), s.channel(), s.schema(), true);
  }

  private static ConnectionSettings onChannel(ConnectionSettings s, String channel) {
    return new ConnectionSettings(s.jdbcUrl(), s.user(), s.password(), channel, s.schema(), false);
  }

  private static void terminateAll(ConnectionSettings settings) {
    TestPostgres.execute(
        settings,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND application_name = 'TriggerScope'");
  }

  private static boolean isSleeping(ConnectionSettings settings) throws SQLException {
    return !strings(
            settings,
            "SELECT pid FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event = 'PgSleep'")
        .isEmpty();
  }

  private static List<String> tables(ConnectionSettings settings) throws SQLException {
    return strings(
        settings, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  }

  private static List<String> strings(ConnectionSettings settings, String sql) throws SQLException {
    try (var connection = TestPostgres.connect(settings);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var strings = new ArrayList<String>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  private static List<String> states(Migrations migrations) {
    return done(migrations.list()).stream().map(m -> m.version() + " " + m.state()).toList();
  }

  private static Migrations migrations(Target target, String folder) {
    return new Migrations(target, new ShippedScripts(folder));
  }

  private Target open(ConnectionSettings settings) {
    return done(Target.open(settings, log));
  }

  private static final class Warnings extends Handler {

    private final List<String> warnings;

    Warnings(List<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        warnings.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
