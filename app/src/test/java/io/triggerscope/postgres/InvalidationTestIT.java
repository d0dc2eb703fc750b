package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.TestRun.Check;
import io.triggerscope.model.TestRun.ForeignRow;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(words(settings))
        .containsExactly(
            "test_name: users · status: PASS · n: 3", "test_name: calls · status: null · n: 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RETURNS text LANGUAGE sql AS $$ SELECT 'fine'::text $$ | test_cache_invalidation: fine",
        "RETURNS SETOF text LANGUAGE sql AS $$ VALUES ('fine') $$ | test_cache_invalidation: fine",
        "RETURNS boolean LANGUAGE sql AS $$ SELECT true $$ | test_cache_invalidation: t",
        "RETURNS void LANGUAGE sql AS $$ SELECT 1 $$ | test_cache_invalidation: null",
        "RETURNS jsonb LANGUAGE sql AS $$ SELECT '[1]'::jsonb $$ | test_cache_invalidation: [1]",
        // as ours by the names of its columns alone
        "RETURNS TABLE (name text, passed text, detail text) LANGUAGE sql"
            + " AS $$ VALUES ('a', 'yes', 'b') $$ | name: a · passed: yes · detail: b"
      })
  void whateverAForeignOneReturnsIsShown(String rest, String shown) {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE FUNCTION test_cache_invalidation() " + rest);
    assertThat(words(settings)).containsExactly(shown);
  }

  @Test
  void oneThatReturnsNoRowHasNone() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION test_cache_invalidation() RETURNS SETOF int LANGUAGE sql"
            + " AS $$ SELECT 1 WHERE false $$");
    assertThat(words(settings)).isEmpty();
  }

  private static List<String> words(ConnectionSettings settings) {
    return done(run(settings)).rows().stream().map(row -> ((ForeignRow) row).words()).toList();
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
