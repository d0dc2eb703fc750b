package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestPostgres.class)
class HealthChecksIT {

  private final TestPostgres postgres;

  HealthChecksIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void aMigratedDatabaseIsFineButForTheTwoPhaseCommitThatItAllows() {
    var health = health(postgres.migrated());

    assertThat(health.triggers()).hasSize(16);
    assertThat(health.findings())
        .extracting(f -> f.severity() + " " + f.summary())
        .containsExactly(
            "WARNING Two-phase commit is possible",
            "PASSED The NOTIFY queue is empty enough",
            "PASSED No role is set to bypass triggers",
            "PASSED PL/pgSQL loads",
            "PASSED All triggers are there, enabled and as the migration made them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls                    | CRITICAL | Trigger cache_invalidation_calls is disabled
          ALTER TABLE calls ENABLE REPLICA TRIGGER cache_invalidation_calls             | WARNING  | Trigger cache_invalidation_calls fires in replication only
          DROP TRIGGER cache_invalidation_calls ON calls                                | CRITICAL | Nothing announces INSERT, UPDATE, DELETE on calls
          INSERT INTO trigger_error_log (table_name, operation) VALUES ('calls', 'UPDATE') | WARNING  | Changes of calls failed to be announced in the last hour
          DROP FUNCTION get_cache_trigger_health                                        | CRITICAL | The triggers could not be checked
          DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$ | CRITICAL | Triggers do not fire for all roles
          """)
  void whatIsWrongIsFound(String fault, Severity severity, String summary) {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, fault);

    assertThat(health(settings).findings())
        .filteredOn(finding -> finding.severity() == severity)
        .anySatisfy(finding -> assertThat(finding.summary()).startsWith(summary));
  }

  @Test
  void aTriggerMadeOtherwiseIsFound() {
    var settings = postgres.migrated();
    TestPostgres.execute(
        settings,
        "DROP TRIGGER cache_invalidation_users ON users;"
            + "CREATE TRIGGER cache_invalidation_users AFTER UPDATE ON users"
            + " FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation()");

    assertThat(health(settings).findings())
        .extracting(Finding::summary)
        .contains("cache_invalidation_users or its function is not as migration 021 made it");
  }

  @Test
  void aQueueThatFillsIsFoundWithWhoMayHoldIt(@TempDir Path folder) throws Exception {
    assumeThat(postgres).isEqualTo(TestPostgres.NEWEST);
    try (var server = new OwnPostgres(folder, Map.of("max_notify_queue_pages", "64"))) {
      try (var stalled = TriggerSession.open(server.settings());
          var sender = stalled.another()) {
        stalled.execute("SET application_name = 'stalled'; BEGIN; SELECT 1");
        var flood = "SELECT pg_notify('x', repeat('x', 7000) || g) FROM generate_series(1, %d) g";
        sender.execute(flood, 15);
        assertThat(queue(server.settings()))
            .allSatisfy(
                finding -> {
                  assertThat(finding.summary()).isEqualTo("The NOTIFY queue is filling");
                  assertThat(finding.evidence()).contains("(stalled) has been in a transaction");
                });
        sender.execute(flood, 20);
        assertThat(queue(server.settings()))
            .extracting(Finding::summary)
            .containsExactly("The NOTIFY queue is so full that nothing is announced");
      }
    }
  }

  private static List<Finding> queue(ConnectionSettings settings) {
    var queue =
        health(settings).findings().stream()
            .filter(finding -> finding.summary().contains("NOTIFY queue"))
            .toList();
    assertThat(queue).hasSize(1);
    return queue;
  }

  private static Health health(ConnectionSettings settings) {
    try (var target = done(Target.open(settings, new StatementLog()))) {
      return done(new HealthChecks(target).run());
    }
  }
}
