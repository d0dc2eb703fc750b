package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockMode;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import io.triggerscope.model.SchemaChange.Dropped;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class UninstallIT {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(30), 1);

  private final TestPostgres postgres;

  UninstallIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void thePreviewTellsWhatTheRunThenDrops() throws SQLException {
    var settings = postgres.demoSchema();
    var bare = objects(settings);
    try (var target = open(settings)) {
      assertThat(new Migrations(target).run(_ -> {})).isEqualTo(new Outcome.Done<>(2));
      var installed = objects(settings);
      var uninstall = new Uninstall(target);
      var preview = done(uninstall.preview(true, LIMITS));
      assertThat(preview.changes()).allMatch(Dropped.class::isInstance);
      assertThat(preview.changes().stream().map(c -> c.object().kind() + " " + c.object().name()))
          .contains(
              "table trigger_error_log",
              "table triggerscope_schema_history",
              "function notify_cache_invalidation()",
              "trigger cache_invalidation_users on users");
      assertThat(preview.locks()).contains(new RelationLock("users", LockMode.ACCESS_EXCLUSIVE));
      assertThat(objects(settings)).isEqualTo(installed);

      assertThat(uninstall.run(true, LIMITS)).isEqualTo(new Outcome.Done<>("uninstall.sql"));
      assertThat(objects(settings)).isEqualTo(bare);
    }
  }

  @Test
  void theErrorLogStaysUnlessItIsToGo() throws SQLException {
    var settings = postgres.migrated();
    try (var target = open(settings)) {
      assertThat(new Uninstall(target).run(false, LIMITS))
          .isEqualTo(new Outcome.Done<>("uninstall.sql"));
      assertThat(objects(settings))
          .contains("trigger_error_log")
          .doesNotContain("notify_cache_invalidation");
    }
  }

  @Test
  void oneLockedTableKeepsAllOfItAndTheHolderIsNamed() throws SQLException {
    var settings = postgres.migrated();
    var installed = objects(settings);
    try (var target = open(settings);
        var reader = TestPostgres.connect(settings);
        var statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SET application_name = 'a long report'; SELECT count(*) FROM users");
      assertThat(failure(new Uninstall(target).run(true, LIMITS)))
          .isInstanceOfSatisfying(
              Failure.TimedOut.class,
              timedOut ->
                  assertThat(timedOut.message())
                      .contains("In the way: users, pid ")
                      .contains("(a long report, postgres) holds AccessShare"));
      assertThat(objects(settings)).isEqualTo(installed);
    }
  }

  @Test
  void aReadOnlyConnectionTakesNothingAway() {
    var settings = postgres.migrated();
    var denied = new Outcome.Failed<>(new Failure.Denied("This connection is read-only."));
    var log = new StatementLog();
    try (var target = done(Target.open(ErrorLog.readOnly(settings), log))) {
      var before = log.total();
      assertThat(new Uninstall(target).run(true, Limits.DEFAULT)).isEqualTo(denied);
      assertThat(new Uninstall(target).preview(true, Limits.DEFAULT)).isEqualTo(denied);
      assertThat(log.total()).as("the server was not asked").isEqualTo(before);
    }
  }

  private static List<String> objects(ConnectionSettings settings) throws SQLException {
    try (var connection = TestPostgres.connect(settings);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                    + " UNION ALL SELECT proname FROM pg_proc"
                    + " WHERE pronamespace = 'public'::regnamespace"
                    + " UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")) {
      var names = new ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
