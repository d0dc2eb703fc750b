package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that has grown is read through the indexes of V022, never as a whole. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
class ErrorLogSizeIT {

  /** 100,000 rows over 400 days, of which users has ten. */
  private static final String ROWS =
      """
      INSERT INTO trigger_error_log (table_name, operation, error_message, error_context, occurred_at)
      SELECT CASE WHEN n % 10000 = 0 THEN 'users' ELSE (ARRAY['agents', 'calls', 'lead_analytics'])[1 + n % 3] END,
             'UPDATE', repeat('message ', 20), '{"sqlstate": "42703"}', now() - n * interval '400 days' / 100000
        FROM generate_series(1, 100000) n;
      ANALYZE trigger_error_log
      """;

  private final TestPostgres postgres;

  ErrorLogSizeIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void pagesRangesHealthAndCleanUpReadNoMoreThanTheyNeed() throws SQLException {
    var settings = postgres.demoSchema();
    try (var target = done(Target.open(settings, new StatementLog()))) {
      done(new Migrations(target).run(step -> {}));
    }
    TestPostgres.execute(settings, ROWS);
    var before = scans(settings);

    try (var target = done(Target.open(settings, new StatementLog()))) {
      var errors = new TriggerErrors(target);
      var ofUsers = new ErrorFilter(null, null, Set.of("users"), Set.of(), "");
      assertThat(done(errors.page(ofUsers, null, 50)).rows()).hasSize(10);
      var ofUsersUpdates = new ErrorFilter(null, null, Set.of("users"), Set.of("UPDATE"), "");
      assertThat(done(errors.page(ofUsersUpdates, null, 50)).rows()).hasSize(10);
      var newest = done(errors.page(ErrorFilter.ALL, null, 50));
      assertThat(done(errors.page(ErrorFilter.ALL, newest.rows().getLast(), 50)).rows())
          .hasSize(50);
      var day =
          new ErrorFilter(
              Instant.now().minus(Duration.ofDays(1)), null, Set.of(), Set.of(), "message");
      assertThat(done(errors.histogram(day, 24)).total()).isBetween(249L, 251L);
    }
    try (var session = TriggerSession.open(settings)) {
      assertThat(
              session.value(
                  "SELECT sum(errors_last_day) BETWEEN 248 AND 250 FROM get_cache_trigger_health()"))
          .isEqualTo("t");
      assertThat(session.value("SELECT cleanup_trigger_error_log(390, 1000)")).isEqualTo("1000");
    }

    // a session tells the counts when it ends, if not before
    await().until(() -> scans(settings).get(1) >= before.get(1) + 6);
    assertThat(scans(settings).getFirst()).isEqualTo(before.getFirst());
  }

  /** How often the log was read as a whole, and how often through an index. */
  private static List<Long> scans(ConnectionSettings settings) throws SQLException {
    try (var session = TriggerSession.open(settings)) {
      return session
          .rows(
              "SELECT seq_scan, idx_scan FROM pg_stat_user_tables WHERE relname = 'trigger_error_log'")
          .getFirst()
          .stream()
          .map(Long::valueOf)
          .toList();
    }
  }
}
