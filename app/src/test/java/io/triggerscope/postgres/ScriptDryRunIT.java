package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.DryRun;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.DryRun.Ran;
import io.triggerscope.model.DryRun.Stopped;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockMode;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.model.SchemaChange.Replaced;
import io.triggerscope.model.Script;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class ScriptDryRunIT {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(30), 1);

  private static final List<Script> SHIPPED =
      Stream.of(
              "V021__fix_cache_invalidation_trigger_logic.sql", "V022__index_trigger_error_log.sql")
          .map(name -> new Script(name, TestPostgres.migration(name)))
          .toList();

  private final TestPostgres postgres;

  ScriptDryRunIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void itTellsWhatTheShippedMigrationsWouldDoAndLeavesNothing() throws SQLException {
    var settings = postgres.demoSchema();
    var before = objects(settings);
    var run = run(settings, SHIPPED);

    assertThat(run.steps()).hasSize(2);
    assertThat(run.steps().getFirst()).isInstanceOf(Ran.class);
    assertThat(run.steps().getLast())
        .isEqualTo(
            new NotInTransaction(
                "V022__index_trigger_error_log.sql",
                "CREATE INDEX CONCURRENTLY cannot run inside a transaction block"));
    assertThat(run.changes().stream().map(ScriptDryRunIT::words))
        .contains(
            "creates table trigger_error_log",
            "creates function notify_cache_invalidation()",
            "creates function get_cache_trigger_health()",
            "creates trigger cache_invalidation_calls on calls")
        .noneMatch(words -> words.startsWith("drops") || words.startsWith("replaces"));
    assertThat(run.changes().stream().filter(c -> c.object().kind().equals("trigger"))).hasSize(6);
    // of trigger_error_log, which it creates, nobody else can hold or want a lock
    assertThat(run.locks())
        .containsExactlyInAnyOrder(
            Stream.of(
                    "agent_analytics",
                    "agents",
                    "calls",
                    "credit_transactions",
                    "lead_analytics",
                    "users")
                .map(table -> new RelationLock(table, LockMode.SHARE_ROW_EXCLUSIVE))
                .toArray(RelationLock[]::new));
    assertThat(run.blockers()).isEmpty();
    assertThat(objects(settings)).isEqualTo(before);
  }

  @Test
  void whatIsInPlaceIsNotChanged() {
    var run = run(postgres.migrated(), SHIPPED.subList(0, 1));
    assertThat(run.changesNothing()).as("%s", run.changes()).isTrue();
  }

  @Test
  void aFunctionChangedByHandIsReplacedAndBothDefinitionsAreTold() {
    var settings = postgres.migrated();
    TestPostgres.execute(
        settings,
        "CREATE OR REPLACE FUNCTION cache_invalidation_channel() RETURNS text LANGUAGE sql IMMUTABLE"
            + " AS $$ SELECT 'by hand'::text $$");
    var run = run(settings, SHIPPED.subList(0, 1));
    assertThat(run.changes())
        .filteredOn(change -> change.object().name().equals("cache_invalidation_channel()"))
        .singleElement()
        .isInstanceOfSatisfying(
            Replaced.class,
            replaced -> {
              assertThat(replaced.before().definition()).contains("'by hand'");
              assertThat(replaced.object().definition()).doesNotContain("'by hand'");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "END",
        "COMMIT AND CHAIN",
        "ROLLBACK",
        "ROLLBACK AND CHAIN",
        "ABORT",
        "PREPARE TRANSACTION 'kept'",
        "DO $$ BEGIN COMMIT; END $$",
        "CALL commits()"
      })
  void nothingThatEndsATransactionEndsTheDryRuns(String end) throws SQLException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE c (); COMMIT; END $$");
    var before = objects(settings);
    var script = "CREATE TABLE a (); " + end + "; CREATE TABLE b ()";
    var run = run(settings, List.of(new Script("a.sql", script), new Script("b.sql", "SELECT 1")));
    assertThat(run.steps().getFirst()).isInstanceOf(NotInTransaction.class);
    assertThat(run.changes()).isEmpty();
    assertThat(objects(settings)).isEqualTo(before);
  }

  @Test
  void theServerRefusesACommitThatWasNotSeenAsSuch() throws SQLException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off',"
            + " current_database()); END $$");
    var before = objects(settings);
    // where a backslash escapes, the quote after it does not end the string
    var script = "CREATE TABLE a (); SELECT '\\''; COMMIT; --'";
    assertThat(ScriptText.transactionStatement(script)).isEmpty();
    var run = run(settings, List.of(new Script("a.sql", script)));
    assertThat(run.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Stopped.class,
            stopped ->
                assertThat(stopped.failure().message())
                    .isEqualTo("EXECUTE of transaction commands is not implemented"));
    assertThat(objects(settings)).isEqualTo(before);
  }

  @Test
  void whatOnlyPsqlUnderstandsIsNotSent() {
    var run = run(postgres.emptyDatabase(), List.of(new Script("a.sql", "\\set x 1\nSELECT :x")));
    assertThat(run.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Stopped.class,
            stopped -> assertThat(stopped.failure()).isInstanceOf(Failure.NotSent.class));
  }

  @Test
  void droppedIndexesAndWarningsAreTold() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE t (id int PRIMARY KEY); CREATE INDEX i ON t (id)");
    var run =
        run(
            settings,
            List.of(
                new Script(
                    "a.sql",
                    "DROP INDEX i; ALTER TABLE t ADD COLUMN n text;"
                        + " DO $$ BEGIN RAISE WARNING 'mind this'; END $$")));
    assertThat(run.changes().stream().map(ScriptDryRunIT::words))
        .containsExactly("replaces table t", "drops index i");
    assertThat(run.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Ran.class, ran -> assertThat(ran.messages()).containsExactly("mind this"));
    assertThat(run.locks()).containsExactly(new RelationLock("t", LockMode.ACCESS_EXCLUSIVE));
  }

  @Test
  void whoIsInTheWayIsNamedAndNothingAfterItIsRun() throws SQLException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE t (id int)");
    try (var writer = TestPostgres.connect(settings);
        var statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("SET application_name = 'a long job'; INSERT INTO t VALUES (1)");
      var run =
          run(
              settings,
              List.of(
                  new Script("a.sql", "CREATE TABLE other ()"),
                  new Script("b.sql", "ALTER TABLE t ADD COLUMN n text"),
                  new Script("c.sql", "CREATE TABLE another ()")));
      assertThat(run.steps()).hasSize(2);
      assertThat(run.steps().getLast())
          .isInstanceOfSatisfying(
              Stopped.class,
              stopped ->
                  assertThat(stopped.failure())
                      .isEqualTo(new Failure.TimedOut("canceling statement due to lock timeout")));
      assertThat(run.changes().stream().map(ScriptDryRunIT::words))
          .containsExactly("creates table other");
      assertThat(run.locks()).containsExactly(new RelationLock("t", LockMode.ACCESS_EXCLUSIVE));
      assertThat(run.blockers())
          .singleElement()
          .satisfies(
              holder -> {
                assertThat(holder.object()).isEqualTo("t");
                assertThat(holder.mode()).isEqualTo(LockMode.ROW_EXCLUSIVE);
                assertThat(holder.application()).isEqualTo("a long job");
                assertThat(holder.open()).isNotNull();
              });
      try (var target = open(settings)) {
        var holders = done(new RelationLocks(target).inTheWayOf(run.locks()));
        assertThat(holders.get("t"))
            .extracting("pid")
            .containsExactly(run.blockers().getFirst().pid());
        assertThat(
                done(
                    new RelationLocks(target)
                        .inTheWayOf(List.of(new RelationLock("t", LockMode.ROW_EXCLUSIVE)))))
            .isEmpty();
      }
    }
  }

  @Test
  void whatASerializableTransactionHasReadIsNoLockThatOneWaitsFor() throws SQLException {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE t (id int)");
    try (var reader = TestPostgres.connect(settings);
        var statement = reader.createStatement();
        var target = open(settings)) {
      reader.setAutoCommit(false);
      statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT * FROM t");
      var wanted = List.of(new RelationLock("t", LockMode.ACCESS_EXCLUSIVE));
      assertThat(done(new RelationLocks(target).inTheWayOf(wanted)).get("t"))
          .extracting("mode")
          .containsExactly(LockMode.ACCESS_SHARE);
    }
  }

  @Test
  void anInterruptEndsItOnTheServerToo() throws InterruptedException, SQLException {
    var settings = postgres.emptyDatabase();
    var outcome = new AtomicReference<Outcome<DryRun>>();
    try (var target = open(settings)) {
      var thread =
          Thread.ofVirtual()
              .start(
                  () ->
                      outcome.set(
                          new ScriptDryRun(target)
                              .run(
                                  List.of(new Script("a.sql", "SELECT pg_sleep(600)")),
                                  Limits.DEFAULT)));
      await().until(() -> TestPostgres.sleeping(settings) == 1);
      thread.interrupt();
      thread.join();
      assertThat(outcome.get())
          .isEqualTo(new Outcome.Failed<>(new Failure.TimedOut("It was cancelled here.")));
      await().until(() -> TestPostgres.sleeping(settings) == 0);
    }
  }

  @Test
  void aReadOnlyConnectionRunsNothing() {
    try (var target = open(ErrorLog.readOnly(postgres.emptyDatabase()))) {
      assertThat(new ScriptDryRun(target).run(SHIPPED, LIMITS))
          .isEqualTo(new Outcome.Failed<>(new Failure.Denied("This connection is read-only.")));
    }
  }

  private static String words(SchemaChange change) {
    return change.verb() + " " + change.object().kind() + " " + change.object().name();
  }

  private static DryRun run(ConnectionSettings settings, List<Script> scripts) {
    try (var target = open(settings)) {
      return done(new ScriptDryRun(target).run(scripts, LIMITS));
    }
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }

  private static long objects(ConnectionSettings settings) throws SQLException {
    return TestPostgres.number(
        settings,
        "SELECT (SELECT count(*) FROM pg_class) + (SELECT count(*) FROM pg_proc)"
            + " + (SELECT count(*) FROM pg_trigger)");
  }
}
