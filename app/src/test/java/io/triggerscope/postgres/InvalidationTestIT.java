package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.TestRun.Check;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

@ParameterizedClass
@EnumSource(TestPostgres.class)
class InvalidationTestIT {

  private final TestPostgres postgres;

  InvalidationTestIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  private static final Instant NOW = Instant.parse("2026-11-16T02:10:07.118Z");

  private static final String ROWS =
      """
      WITH owner AS (INSERT INTO users (email, name) VALUES ('ann@a.invalid', 'Ann') RETURNING id),
      agent AS (INSERT INTO agents (user_id, name) SELECT id, 'Bot' FROM owner RETURNING *)
      INSERT INTO calls (user_id, agent_id, phone_number) SELECT user_id, id, '1' FROM agent
      """;

  @Test
  void theChecksPassAndTheNotificationsBearTheIdOfTheRun() throws SQLException {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, ROWS);
    try (var connection = TestPostgres.connect(settings);
        var listen = connection.createStatement()) {
      listen.execute("LISTEN cache_invalidation");
      var run = done(run(settings));
      assertThat(run.committedAt()).isEqualTo(NOW);
      assertThat(run.checks())
          .hasSizeGreaterThan(15)
          .noneSatisfy(check -> assertThat(check.passed()).isFalse());
      assertThat(run.checks().getFirst())
          .isEqualTo(
              new Check("INSERT on agents is announced", true, run.checks().getFirst().detail()));
      assertThat(connection.unwrap(PGConnection.class).getNotifications(5_000))
          .hasSize(6)
          .allSatisfy(
              notification ->
                  assertThat(notification.getParameter())
                      .contains("\"TEST\"", '"' + run.batchId() + '"'));
    }
  }

  @Test
  void aCheckThatWasSkippedHasNeitherPassedNorFailed() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION test_cache_invalidation() RETURNS TABLE (name text, passed bool, detail text)"
            + " LANGUAGE sql AS $$ VALUES ('one', false, 'bad'), ('two', NULL, NULL) $$");
    assertThat(run(settings).map(TestRun::checks))
        .isEqualTo(
            new Outcome.Done<>(
                List.of(new Check("one", false, "bad"), new Check("two", null, ""))));
  }

  @Test
  void aFunctionThatSomebodyElseWroteIsShownAsItIs() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION test_cache_invalidation() RETURNS TABLE (test_name text, status text, n int)"
            + " LANGUAGE sql AS $$ VALUES ('users', 'PASS', 3), ('calls', NULL, 4) $$");
    assertThat(run(settings).map(TestRun::checks))
        .isEqualTo(
            new Outcome.Done<>(
                List.of(
                    new Check("users", null, "status: PASS, n: 3"),
                    new Check("calls", null, "status: , n: 4"))));
  }

  @Test
  void aMissingFunctionIsToldWithTheMigrationThatMakesIt() {
    assertThat(run(postgres.emptyDatabase()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOf(Failure.Missing.class)
                    .extracting("message")
                    .asString()
                    .startsWith(
                        "test_cache_invalidation() is not there, or not as migration 021 makes it:"
                            + " run it. function test_cache_invalidation() does not exist"));
  }

  private static Outcome<TestRun> run(ConnectionSettings settings) {
    return Target.open(settings, new StatementLog(InstantSource.fixed(NOW)))
        .then(
            target -> {
              try (target) {
                return new InvalidationTest(target).run();
              }
            });
  }
}
