package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
      var newest = new ErrorPlace.Newest();
      var ofUsers = ErrorFilter.ALL.only(ErrorField.TABLE, "users");
      assertThat(done(errors.page(ofUsers, newest, 50)).rows()).hasSize(10);
      var ofUsersUpdates = ofUsers.only(ErrorField.OPERATION, "UPDATE");
      assertThat(done(errors.page(ofUsersUpdates, newest, 50)).rows()).hasSize(10);
      var last = done(errors.page(ErrorFilter.ALL, newest, 50)).rows().getLast();
      var older = done(errors.page(ErrorFilter.ALL, new ErrorPlace.OlderThan(last), 50)).rows();
      assertThat(older).hasSize(50);
      var newer = new ErrorPlace.NewerThan(older.getLast());
      assertThat(done(errors.page(ErrorFilter.ALL, newer, 20)).rows())
          .containsExactlyElementsOf(older.subList(29, 49));
      var day =
          ErrorFilter.between(Instant.now().minus(Duration.ofDays(1)), null).withText("message");
      assertThat(done(errors.facets(day)).total()).isBetween(249L, 251L);
      assertThat(done(errors.histogram(day, 24)).buckets()).hasSize(24);
      assertThat(done(errors.groups(day, Fold.FINGERPRINT, 9)).largestFirst()).hasSize(1);
    }
    try (var session = TriggerSession.open(settings)) {
      assertThat(
              session.value(
                  "SELECT sum(errors_last_day) BETWEEN 248 AND 250 FROM get_cache_trigger_health()"))
          .isEqualTo("t");
      assertThat(session.value("SELECT cleanup_trigger_error_log(390, 1000)")).isEqualTo("1000");
    }

    // a session tells the counts when it ends, if not before
    await().until(() -> scans(settings).get(1) >= before.get(1) + 9);
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
