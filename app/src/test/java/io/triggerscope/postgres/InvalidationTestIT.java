package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.postgresql.PGConnection;

class InvalidationTestIT {

  private static final Instant NOW = Instant.parse("2026-11-16T02:10:07.118Z");

  private static final String OURS =
      """
      CREATE FUNCTION test_cache_invalidation() RETURNS TABLE (name text, passed boolean, detail text)
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('cache_invalidation', txid_current()::text);
        RETURN QUERY VALUES ('one', true, 'fine'), ('two', false, 'bad'), ('three', NULL, NULL);
      END $$
      """;

  @Test
  void everyCheckIsToldWithTheIdThatItsNotificationsBear() throws SQLException {
    var settings = TestPostgres.emptyDatabase();
    TestPostgres.execute(settings, OURS);
    try (var connection = TestPostgres.connect(settings);
        var listen = connection.createStatement()) {
      listen.execute("LISTEN cache_invalidation");
      var run =
          switch (run(settings)) {
            case Outcome.Done<TestRun>(var value) -> value;
            case Outcome.Failed<TestRun>(var failure) ->
                throw new AssertionError(failure.sentence());
          };
      assertThat(run)
          .isEqualTo(
              new TestRun(
                  run.batchId(),
                  NOW,
                  List.of(
                      new Check("one", true, "fine"),
                      new Check("two", false, "bad"),
                      new Check("three", null, ""))));
      assertThat(connection.unwrap(PGConnection.class).getNotifications(5_000))
          .extracting(notification -> notification.getParameter())
          .containsExactly(run.batchId());
    }
  }

  @Test
  void aFunctionThatSomebodyElseWroteIsShownAsItIs() {
    var settings = TestPostgres.emptyDatabase();
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
    assertThat(run(TestPostgres.emptyDatabase()))
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

  private static Outcome<TestRun> run(io.triggerscope.model.ConnectionSettings settings) {
    return Target.open(settings, new StatementLog(InstantSource.fixed(NOW)))
        .then(
            target -> {
              try (target) {
                return new InvalidationTest(target).run();
              }
            });
  }
}
