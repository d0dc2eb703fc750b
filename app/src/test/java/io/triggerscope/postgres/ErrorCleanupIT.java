package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.CleanupPlan;
import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Retention;
import io.triggerscope.testing.FaultyLink;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(names = {"V13", "V18"})
class ErrorCleanupIT {

  private static final Retention THREE_DAYS = new Retention(3);

  /**
   * Ten rows, of 0, 1, 2 … 9 days ago: those of even days are of the kind 22023 and "too long …",
   * the others of 22P02 and "no uuid".
   */
  private static final String ROWS =
      """
      INSERT INTO trigger_error_log (table_name, error_message, error_context, occurred_at)
      SELECT 'calls', CASE n % 2 WHEN 0 THEN 'too long: ' || n ELSE 'no uuid' END,
             CASE n % 2 WHEN 0 THEN '{"sqlstate": "22023"}' ELSE '{"sqlstate": "22P02"}' END,
             now() - make_interval(days => n)
        FROM generate_series(0, 9) AS n;
      """;

  private static final ErrorKind TOO_LONG = new ErrorKind("22023", "too long: …");

  private final TestPostgres postgres;

  ErrorCleanupIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void thePreviewSaysWhatARunDeletes() {
    var before = Instant.now().minus(Duration.ofDays(9)).minusSeconds(60);
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target);
      var plan = all(cleanup);
      assertThat(plan.oldest()).isBetween(before, before.plusSeconds(120));
      assertThat(Duration.between(plan.oldest(), plan.newest())).isEqualTo(Duration.ofDays(6));
      assertThat(List.of(plan.rows(), plan.kept(), plan.unseenGroups(), plan.unseenRows()))
          .containsExactly(7L, 3L, 2L, 7L);
      assertThat(plan.preview().groups().largestFirst())
          .extracting(ErrorGroup::kind, ErrorGroup::rows)
          .containsExactly(tuple(new ErrorKind("22P02", "no uuid"), 4L), tuple(TOO_LONG, 3L));
      assertThat(plan.preview().tableBytes()).isPositive();
      assertThat(plan.bytes()).isEqualTo(Math.round(plan.preview().tableBytes() * 0.7));

      assertThat(cleanup.run(plan, _ -> true)).isEqualTo(new CleanupEnd.Complete(7));
      var after = all(cleanup);
      assertThat(List.of(after.rows(), after.kept())).containsExactly(0L, 3L);
      assertThat(after.oldest()).as("of nothing").isNull();
    }
  }

  @Test
  void whatNobodyHasAcknowledgedStays() {
    var settings = database();
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target, 2);
      var plan = acknowledged(cleanup, TOO_LONG);
      assertThat(List.of(plan.rows(), plan.kept(), plan.keptUnseen(), plan.unseenGroups()))
          .containsExactly(3L, 7L, 4L, 1L);
      assertThat(Duration.between(plan.oldest(), plan.newest())).isEqualTo(Duration.ofDays(4));

      var told = new ArrayList<Long>();
      assertThat(cleanup.run(plan, told::add)).isEqualTo(new CleanupEnd.Complete(3));
      assertThat(told.getFirst()).isEqualTo(2);
      assertThat(count(settings, "error_message LIKE 'too long%'")).isEqualTo(2);
      assertThat(count(settings, "error_message = 'no uuid'")).isEqualTo(5);
    }
  }

  @Test
  void whatBecomesOldAfterThePreviewStays() {
    var settings = database();
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target);
      var every = all(cleanup);
      var some = acknowledged(cleanup, TOO_LONG);
      TestPostgres.execute(
          settings,
          """
          UPDATE trigger_error_log SET occurred_at = now() - interval '3 days' + interval '1 ms'
           WHERE occurred_at > now() - interval '1 day'
          """);
      await()
          .until(
              () -> count(settings, "occurred_at < now() - interval '3 days'") == every.rows() + 1);
      assertThat(cleanup.run(some, _ -> true).deleted()).isEqualTo(3);
      assertThat(cleanup.run(every.after(3), _ -> true).deleted()).isEqualTo(4);
      assertThat(count(settings, "true")).isEqualTo(3);
    }
  }

  @Test
  void whereEverythingIsAcknowledgedTheFunctionDeletes() {
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target);
      var plan = done(cleanup.preview(THREE_DAYS)).plan(_ -> true, false);
      assertThat(plan.which()).isEqualTo(new CleanupPlan.EveryOldRow());
      assertThat(plan.unseenRows()).isZero();
    }
  }

  @Test
  void theGroupsOfTooManyOldRowsAreNotCountedAndAllOfTheseStayUnlessToldOtherwise() {
    try (var target = open(database())) {
      var few = done(new ErrorCleanup(target, 2, 7).preview(THREE_DAYS));
      assertThat(few.obstacle()).isEmpty();
      var cleanup = new ErrorCleanup(target, 2, 6);
      var some = acknowledged(cleanup, TOO_LONG);
      assertThat(some.preview().old()).isEqualTo(7);
      assertThat(some.preview().obstacle())
          .isEqualTo(
              "The groups were not counted: of more than 6 rows that would keep the server busy.");
      assertThat(some.rows()).isZero();
      assertThat(cleanup.run(all(cleanup), _ -> true)).isEqualTo(new CleanupEnd.Complete(7));
    }
  }

  @Test
  void withoutAnIndexThePreviewSaysWhatItCosts() {
    var settings = database();
    try (var target = open(settings)) {
      assertThat(done(new ErrorCleanup(target).preview(THREE_DAYS)).slowness())
          .isEqualTo(
              "No index leads to the old rows, so that all of trigger_error_log is read for each"
                  + " 1,000 of them. Migration 022 builds one, and stops nobody meanwhile.");
      TestPostgres.execute(settings, "CREATE INDEX ON trigger_error_log (occurred_at)");
      assertThat(done(new ErrorCleanup(target).preview(THREE_DAYS)).slowness()).isEmpty();
    }
  }

  @Test
  void tooManyAreMoreThan200000() {
    var settings = postgres.migrated();
    TestPostgres.execute(
        settings,
        """
        INSERT INTO trigger_error_log (table_name, error_message, occurred_at)
        SELECT 'calls', 'no uuid', now() - interval '9 days' FROM generate_series(1, 200000);
        """);
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target);
      assertThat(done(cleanup.preview(THREE_DAYS)).groups().largestFirst())
          .extracting(ErrorGroup::rows)
          .containsExactly(200_000L);
      TestPostgres.execute(settings, ROWS);
      assertThat(done(cleanup.preview(THREE_DAYS)).obstacle())
          .contains("of more than 200,000 rows");
    }
  }

  @Test
  void aRoleThatMayOnlyRunTheFunctionIsToldSo() {
    var settings = database();
    var role = "cleaner_" + settings.jdbcUrl().replaceAll(".*_", "");
    TestPostgres.execute(
        settings,
        """
        CREATE ROLE %1$s LOGIN PASSWORD 'x'; GRANT SELECT ON trigger_error_log TO %1$s;
        GRANT EXECUTE ON FUNCTION cleanup_trigger_error_log(integer, integer) TO %1$s
        """
            .formatted(role));
    try (var target = open(as(settings, role))) {
      var cleanup = new ErrorCleanup(target);
      var some = acknowledged(cleanup, TOO_LONG);
      assertThat(some.preview().obstacle()).contains("no right to DELETE");
      assertThat(some.rows()).isZero();
      assertThat(cleanup.run(some, _ -> true)).isEqualTo(new CleanupEnd.Complete(0));
      assertThat(cleanup.run(all(cleanup), _ -> true)).isEqualTo(new CleanupEnd.Complete(7));
    }
  }

  @Test
  void aForeignLogIsCleanedByGroupWhereItsRowsHaveAnId() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        """
        CREATE TABLE trigger_error_log (
          id bigint, error_message name, error_context jsonb, occurred_at bigint);
        INSERT INTO trigger_error_log
        SELECT n, CASE n % 2 WHEN 0 THEN 'too long: 9' ELSE 'no uuid' END, '{"sqlstate": "22023"}',
               CAST(extract(epoch FROM now()) AS bigint) - 86400 * n
          FROM generate_series(0, 9) AS n;
        """);
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target, 2);
      var unkeyed = acknowledged(cleanup, TOO_LONG);
      assertThat(unkeyed.rows()).isZero();
      assertThat(unkeyed.preview().obstacle()).contains("no column id of whole numbers");

      TestPostgres.execute(settings, "CREATE UNIQUE INDEX ON trigger_error_log (id)");
      cleanup = new ErrorCleanup(target, 2);
      var plan = acknowledged(cleanup, TOO_LONG);
      assertThat(List.of(plan.rows(), plan.kept())).containsExactly(3L, 7L);
      assertThat(cleanup.run(plan, _ -> true)).isEqualTo(new CleanupEnd.Complete(3));
      assertThat(count(settings, "error_message = 'no uuid'")).isEqualTo(5);
    }
  }

  @Test
  void thePreviewOfAnEmptyLogHasNoTimes() {
    try (var target = open(postgres.migrated())) {
      var preview = done(new ErrorCleanup(target).preview(Retention.DEFAULT));
      assertThat(preview)
          .isEqualTo(
              new CleanupPreview(
                  Retention.DEFAULT,
                  preview.before(),
                  0,
                  0,
                  null,
                  null,
                  preview.tableBytes(),
                  new ErrorGroups(List.of(), 0),
                  "",
                  preview.slowness()));
      assertThat(preview.before())
          .isBetween(
              Instant.now().minus(Duration.ofDays(30)).minusSeconds(60),
              Instant.now().minus(Duration.ofDays(30)).plusSeconds(60));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, '3 6 7'", "7, '7'", "100, '7'"})
  void aRunDeletesInSlicesAndTellsEach(int slice, String told) {
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target, slice);
      var deleted = new ArrayList<Long>();
      assertThat(cleanup.run(all(cleanup), deleted::add)).isEqualTo(new CleanupEnd.Complete(7));
      assertThat(deleted)
          .containsExactlyElementsOf(List.of(told.split(" ")).stream().map(Long::valueOf).toList());
    }
  }

  @Test
  void eachSliceIsATransactionOfItsOwnAndNothingIsOpenAfterwards() {
    var settings = database();
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target, 2);
      var seen = new ArrayList<Long>();
      var end =
          cleanup.run(
              all(cleanup),
              _ -> {
                seen.add(count(settings, "true"));
                return seen.size() < 2;
              });
      assertThat(seen).as("others see each slice at once").containsExactly(8L, 6L);
      assertThat(end).isEqualTo(new CleanupEnd.Stopped(4));
      await().until(() -> actionSessions(settings) == 0);
      assertThat(cleanup.run(all(cleanup), _ -> true)).isEqualTo(new CleanupEnd.Complete(3));
    }
  }

  @Test
  void anInterruptBetweenSlicesEndsARunWithWhatWasDeleted() {
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target, 2);
      var end =
          cleanup.run(
              all(cleanup),
              _ -> {
                Thread.currentThread().interrupt();
                return true;
              });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(end).isEqualTo(new CleanupEnd.Stopped(2));
      assertThat(done(cleanup.preview(THREE_DAYS)).old()).isEqualTo(5);
    }
  }

  /** The trigger makes the slice wait, in the DELETE or in its commit. */
  @ParameterizedTest
  @CsvSource({"'', 2", "DEFERRABLE INITIALLY DEFERRED, 2"})
  void anInterruptInTheMidstOfASliceTellsExactlyWhatWasDeleted(String when, long expected)
      throws SQLException {
    var settings = database();
    TestPostgres.execute(
        settings,
        """
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.occurred_at > now() - interval '7 days' THEN PERFORM pg_advisory_xact_lock_shared(7); END IF;
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER wait AFTER DELETE ON trigger_error_log %s
        FOR EACH ROW EXECUTE FUNCTION wait()
        """
            .formatted(when));
    try (var target = open(settings);
        var holder = TestPostgres.connect(settings)) {
      holder.createStatement().execute("SELECT pg_advisory_lock(7)");
      var cleanup = new ErrorCleanup(target, 2);
      var plan = all(cleanup);
      var end = new CompletableFuture<CleanupEnd>();
      var worker = Thread.ofVirtual().start(() -> end.complete(cleanup.run(plan, _ -> true)));
      await().until(() -> waiting(settings) == 1);
      worker.interrupt();
      // the server knows before long that nobody wants it any more, and what came of it is told
      holder.createStatement().execute("SELECT pg_advisory_unlock(7)");
      assertThat(end.join()).isInstanceOf(CleanupEnd.Stopped.class);
      await().until(() -> actionSessions(settings) == 0);
      assertThat(end.join().deleted()).isEqualTo(10 - count(settings, "true"));
      assertThat(end.join().deleted()).isGreaterThanOrEqualTo(expected);
    }
  }

  @Test
  void aSliceThatBreaksOffInItsCommitIsAskedAboutAndNotCounted() {
    var settings = database();
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target, 2);
      var plan = all(cleanup);
      TestPostgres.execute(
          settings,
          """
          CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
          CREATE CONSTRAINT TRIGGER end_session AFTER DELETE ON trigger_error_log
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_session()
          """);
      assertThat(cleanup.run(plan, _ -> true))
          .as("its server's process ended in the commit; another one tells that it was taken back")
          .isInstanceOfSatisfying(
              CleanupEnd.Broken.class,
              end -> {
                assertThat(end.deleted()).isZero();
                assertThat(end.inDoubt()).isZero();
                assertThat(end.failure()).isInstanceOf(Failure.Unreachable.class);
              });
      assertThat(count(settings, "true")).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 2, 0", "false, 0, 2"})
  void aSliceWhoseCommitIsNotConfirmedIsAskedAboutOrElseInDoubt(
      boolean answers, long deleted, long inDoubt) throws SQLException {
    var settings = database();
    try (var link = new FaultyLink(settings);
        var target = open(link.through(settings));
        var holder = TestPostgres.connect(settings)) {
      var cleanup = new ErrorCleanup(target, 2);
      var plan = all(cleanup);
      TestPostgres.execute(
          settings,
          """
          CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END $$;
          CREATE CONSTRAINT TRIGGER wait AFTER DELETE ON trigger_error_log
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()
          """);
      holder.createStatement().execute("SELECT pg_advisory_lock(7)");
      var end = CompletableFuture.supplyAsync(() -> cleanup.run(plan, _ -> true));
      await().until(() -> waiting(settings) == 1);
      link.cut();
      holder.createStatement().execute("SELECT pg_advisory_unlock(7)");
      await().until(() -> count(settings, "true") == 8);
      if (!answers) {
        link.refuse();
      }
      link.breakOff();
      assertThat(end.join())
          .isInstanceOfSatisfying(
              CleanupEnd.Broken.class,
              broken -> {
                assertThat(List.of(broken.deleted(), broken.inDoubt()))
                    .containsExactly(deleted, inDoubt);
                assertThat(broken.failure()).isInstanceOf(Failure.Unreachable.class);
              });
    }
    assertThat(count(settings, "true")).isEqualTo(8);
  }

  @Test
  void aMissingFunctionIsToldWithTheMigrationThatMakesIt() {
    var settings = database();
    TestPostgres.execute(settings, "DROP FUNCTION cleanup_trigger_error_log(integer, integer)");
    try (var target = open(settings)) {
      var cleanup = new ErrorCleanup(target);
      assertThat(cleanup.run(all(cleanup), _ -> true))
          .isInstanceOfSatisfying(
              CleanupEnd.Broken.class,
              end ->
                  assertThat(end.failure())
                      .isInstanceOf(Failure.Missing.class)
                      .extracting("message")
                      .asString()
                      .startsWith("cleanup_trigger_error_log() is not there, or not as"));
    }
  }

  private static CleanupPlan all(ErrorCleanup cleanup) {
    return done(cleanup.preview(THREE_DAYS)).plan(_ -> false, true);
  }

  private static CleanupPlan acknowledged(ErrorCleanup cleanup, ErrorKind kind) {
    return done(cleanup.preview(THREE_DAYS)).plan(group -> group.kind().equals(kind), false);
  }

  private static long count(ConnectionSettings settings, String condition) {
    return TestPostgres.number(
        settings, "SELECT count(*) FROM trigger_error_log WHERE " + condition);
  }

  /** Sessions of ours that are in a transaction. */
  private static long actionSessions(ConnectionSettings settings) {
    return TestPostgres.number(
        settings,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'TriggerScope' AND state <> 'idle'");
  }

  private static long waiting(ConnectionSettings settings) {
    return TestPostgres.number(
        settings,
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())");
  }

  private static ConnectionSettings as(ConnectionSettings settings, String role) {
    return new ConnectionSettings(
        settings.jdbcUrl(), role, "x", settings.channel(), settings.schema(), false);
  }

  private ConnectionSettings database() {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, ROWS);
    return settings;
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
