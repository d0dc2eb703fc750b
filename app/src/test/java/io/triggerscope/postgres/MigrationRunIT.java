package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.FaultyLink;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** Runs of the shipped migrations that something is in the way of. */
@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class MigrationRunIT {

  private static final Limits TWO_TRIES =
      new Limits(Duration.ofSeconds(4), Duration.ofSeconds(30), 2);

  private final TestPostgres postgres;
  private final List<String> steps = new CopyOnWriteArrayList<>();

  MigrationRunIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void oneThatALongTransactionBlocksTimesOutNamesItAndChangesNothing() throws SQLException {
    var settings = postgres.demoSchema();
    var before = objects(settings);
    try (var target = open(settings);
        var writer = writer(settings)) {
      var outcome = new Migrations(target).run(TWO_TRIES, steps::add);
      var blocker = "calls, pid " + pid(writer) + " (a long job, postgres) holds RowExclusive, ";
      assertThat(failure(outcome))
          .isInstanceOfSatisfying(
              Failure.TimedOut.class,
              timedOut -> assertThat(timedOut.message()).contains("In the way: " + blocker));
      assertThat(steps)
          .anySatisfy(step -> assertThat(step).startsWith("Waiting: " + blocker))
          .anySatisfy(
              step ->
                  assertThat(step).startsWith("Blocked: " + blocker).contains("; try 2 of 2 in "))
          .filteredOn(step -> step.startsWith("Appl"))
          .containsExactly(
              "Applying 021 fix cache invalidation trigger logic",
              "Applying 021 fix cache invalidation trigger logic");
      assertThat(states(target)).containsExactly("020 BASELINE", "021 PENDING", "022 PENDING");
      assertThat(objects(settings)).isEqualTo(before);
    }
  }

  @Test
  void whatWasBlockedIsAppliedByALaterTry() throws SQLException {
    var settings = postgres.demoSchema();
    try (var target = open(settings);
        var writer = writer(settings)) {
      var outcome =
          new Migrations(target)
              .run(
                  TWO_TRIES,
                  step -> {
                    steps.add(step);
                    if (step.startsWith("Blocked")) {
                      commit(writer);
                    }
                  });
      assertThat(outcome).as("%s", steps).isEqualTo(new Outcome.Done<>(2));
      assertThat(states(target)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
    }
  }

  @Test
  void ofTwoRunsAtOnceOneAppliesAndTheOtherIsToldForWhomItWaits() {
    var settings = postgres.demoSchema();
    var others = new CopyOnWriteArrayList<String>();
    var other = new AtomicReference<Outcome<Integer>>();
    try (var first = open(settings);
        var second = open(settings)) {
      var outcome =
          new Migrations(first)
              .run(
                  step -> {
                    steps.add(step);
                    if (step.startsWith("Applying 021")) {
                      Thread.ofVirtual()
                          .start(() -> other.set(new Migrations(second).run(others::add)));
                      await().until(() -> !others.isEmpty());
                    }
                  });
      assertThat(outcome).isEqualTo(new Outcome.Done<>(2));
      await().until(() -> other.get() != null);
      assertThat(other.get()).isEqualTo(new Outcome.Done<>(0));
      assertThat(others)
          .singleElement()
          .asString()
          .matches(
              "Waiting for the run of pid \\d+ \\(TriggerScope, postgres.*\\), since [\\d:]+ UTC");
      assertThat(states(first)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
    }
  }

  @Test
  void ofTwoProcessesAtOnceOneAppliesAndTheOtherIsToldForWhomItWaits(@TempDir Path folder)
      throws IOException, InterruptedException, SQLException {
    var settings = postgres.demoSchema();
    var outs = List.of(folder.resolve("first"), folder.resolve("second"));
    List<Process> processes;
    try (var writer = writer(settings)) {
      processes = List.of(process(settings, outs.getFirst()), process(settings, outs.getLast()));
      // by then neither can have ended
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  lines(outs).stream()
                      .anyMatch(line -> line.startsWith("Waiting for the run of pid ")));
      writer.commit();
    }
    for (var process : processes) {
      assertThat(process.waitFor()).as("%s", lines(outs)).isZero();
    }
    assertThat(lines(outs))
        .filteredOn(line -> line.startsWith("Done"))
        .containsExactlyInAnyOrder("Done[value=2]", "Done[value=0]");
    try (var target = open(settings)) {
      assertThat(states(target)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
    }
  }

  private static long runs(ConnectionSettings settings) {
    return TestPostgres.number(
        settings,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid() AND query LIKE '%pg_try_advisory_lock%'");
  }

  private static Process process(ConnectionSettings settings, Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OneRun.class.getName(),
            settings.jdbcUrl())
        .redirectOutput(out.toFile())
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private static List<String> lines(List<Path> files) throws IOException {
    var lines = new ArrayList<String>();
    for (var file : files) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  /** A process that runs the migrations and prints each step, and what came of it. */
  static final class OneRun {

    private OneRun() {}

    static void main(String[] arguments) {
      var settings =
          new ConnectionSettings(
              arguments[0],
              "postgres",
              "postgres",
              ConnectionSettings.DEFAULT_CHANNEL,
              ConnectionSettings.DEFAULT_SCHEMA,
              false);
      try (var target = open(settings)) {
        System.out.println(new Migrations(target).run(System.out::println));
      }
    }
  }

  @Test
  void aConnectionKilledInTheMiddleOfAScriptLeavesNothingOfIt()
      throws SQLException, InterruptedException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE in_use ()");
    var before = objects(settings);
    var outcome = new AtomicReference<Outcome<Integer>>();
    try (var target = open(settings)) {
      var migrations = new Migrations(target, new ShippedScripts("slow-migrations"));
      var thread = Thread.ofVirtual().start(() -> outcome.set(migrations.run(steps::add)));
      await().until(() -> TestPostgres.sleeping(settings) == 1);
      TestPostgres.execute(
          settings,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND wait_event = 'PgSleep'");
      thread.join();
      assertThat(failure(outcome.get())).isInstanceOf(Failure.Unreachable.class);
      assertThat(done(migrations.list()).stream().map(m -> m.version() + " " + m.state()))
          .containsExactly("020 BASELINE", "021 PENDING");
      assertThat(objects(settings)).isEqualTo(before);
    }
  }

  @Test
  void oneWhoseCommitIsNotConfirmedIsListedAsWhatItIs(@TempDir Path folder)
      throws SQLException, IOException {
    Files.writeString(
        folder.resolve("V1__made.sql"),
        """
        CREATE TABLE made (id int);
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON made
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait();
        INSERT INTO made VALUES (1);
        """);
    Files.writeString(folder.resolve("V2__more.sql"), "CREATE TABLE more ();");
    var settings = postgres.emptyDatabase();
    try (var link = new FaultyLink(settings);
        var target = open(link.through(settings));
        var holder = TestPostgres.connect(settings)) {
      var migrations = new Migrations(target, new ScriptFolder(folder));
      holder.createStatement().execute("SELECT pg_advisory_lock(7)");
      var end = CompletableFuture.supplyAsync(() -> migrations.run(steps::add));
      await().until(() -> waitingFor7(settings) == 1);
      link.cut();
      holder.createStatement().execute("SELECT pg_advisory_unlock(7)");
      await()
          .until(
              () ->
                  TestPostgres.number(
                          settings, "SELECT count(*) FROM pg_class WHERE relname = 'made'")
                      == 1);
      link.breakOff();
      assertThat(failure(end.join())).isInstanceOf(Failure.Unreachable.class);
      assertThat(done(migrations.list()).stream().map(m -> m.version() + " " + m.state()))
          .contains("1 APPLIED", "2 PENDING");
      await().until(() -> runs(settings) == 0);
      assertThat(migrations.run(steps::add)).isEqualTo(new Outcome.Done<>(1));
    }
  }

  private static long waitingFor7(ConnectionSettings settings) {
    return TestPostgres.number(
        settings,
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 7"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
  }

  @Test
  void aCancelledRunEndsOnTheServerToo() throws SQLException, InterruptedException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE in_use ()");
    try (var target = open(settings)) {
      var thread =
          Thread.ofVirtual()
              .start(
                  () ->
                      new Migrations(target, new ShippedScripts("slow-migrations"))
                          .run(steps::add));
      await().until(() -> TestPostgres.sleeping(settings) == 1);
      thread.interrupt();
      thread.join();
      await().until(() -> TestPostgres.sleeping(settings) == 0);
    }
  }

  @Test
  void whatWasInstalledByOtherMeansIsAdoptedWithoutBeingRun() throws SQLException {
    var settings = postgres.migrated();
    try (var target = open(settings)) {
      var migrations = new Migrations(target);
      var first = done(migrations.list()).getFirst();
      assertThat(done(migrations.dryRun(List.of(first), TWO_TRIES)).changesNothing()).isTrue();
      assertThat(migrations.adopt("021")).isEqualTo(new Outcome.Done<>("021"));
      assertThat(states(target)).contains("021 BASELINE", "022 PENDING");
      assertThat(migrations.run(steps::add)).isEqualTo(new Outcome.Done<>(1));
      assertThat(steps)
          .containsExactly(
              "Applying 022 index trigger error log", "Applied 022 index trigger error log");
      assertThat(migrations.adopt("022")).isInstanceOf(Outcome.Failed.class);
    }
  }

  private static Connection writer(ConnectionSettings settings) throws SQLException {
    TestPostgres.execute(
        settings, "INSERT INTO users (email, name) VALUES ('ann@a.invalid', 'Ann')");
    var writer = TestPostgres.connect(settings);
    writer.setAutoCommit(false);
    try (var statement = writer.createStatement()) {
      statement.execute("SET application_name = 'a long job'; DELETE FROM calls");
    }
    return writer;
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static List<String> states(Target target) {
    return done(new Migrations(target).list()).stream()
        .map(m -> m.version() + " " + m.state())
        .toList();
  }

  /** But for the record of migrations. */
  private static long objects(ConnectionSettings settings) throws SQLException {
    return TestPostgres.number(
        settings,
        "SELECT (SELECT count(*) FROM pg_class WHERE relname NOT LIKE '%schema_history%'"
            + " AND relnamespace = 'public'::regnamespace)"
            + " + (SELECT count(*) FROM pg_proc) + (SELECT count(*) FROM pg_trigger)");
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
