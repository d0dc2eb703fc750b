package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the triggers do while the NOTIFY queue fills, here one of 512 kB instead of 8 GB. */
class NotifyQueueIT {

  @Test
  void aQueueThatFillsStopsTheAnnouncingAndNotTheCommits(@TempDir Path folder) throws SQLException {
    try (var server = new OwnPostgres(folder, Map.of("max_notify_queue_pages", "64"))) {
      var settings = server.settings();
      TestPostgres.execute(settings, TestPostgres.migration("demo/V001__demo_schema.sql"));
      TestPostgres.execute(
          settings, TestPostgres.migration("V021__fix_cache_invalidation_trigger_logic.sql"));
      try (var session = TriggerSession.open(settings).withRows();
          var stalled = session.another()) {
        stalled.execute("BEGIN; SELECT 1");
        session.execute(
            "SELECT pg_notify('other', repeat('x', 7000) || g) FROM generate_series(1, 40) g");
        assertThat(session.value("SELECT pg_notification_queue_usage() > 0.5")).isEqualTo("t");

        session.execute("UPDATE agents SET name = 'x'");

        assertThat(session.value("SELECT DISTINCT name FROM agents")).isEqualTo("x");
        assertThat(session.notifications()).isEmpty();
        assertThat(session.rows("SELECT error_context::json ->> 'sqlstate' FROM trigger_error_log"))
            .containsExactly(List.of("54000"));

        // what no handler can catch: without the limit the commit fails, and nothing logs it
        session.execute("SET triggerscope.notify_queue_limit = 100");
        assertThatThrownBy(
                () ->
                    session.execute(
                        "INSERT INTO credit_transactions (user_id, kind, amount)"
                            + " SELECT '%s', 'usage', g FROM generate_series(1, 3000) g",
                        TriggerSession.USER))
            .hasMessageContaining("too many notifications in the NOTIFY queue");
        assertThat(session.value("SELECT count(*) FROM credit_transactions")).isEqualTo("0");
        assertThat(session.value("SELECT count(*) FROM trigger_error_log")).isEqualTo("1");
      }
    }
  }
}
