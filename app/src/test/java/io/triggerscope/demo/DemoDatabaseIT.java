package io.triggerscope.demo;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.Migrations;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoDatabaseIT {

  private final DemoDatabase database = done(DemoDatabase.start(0));

  @AfterAll
  void close() {
    database.close();
  }

  @BeforeAll
  void theWorkloadRuns() throws Exception {
    try (var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
      workload.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> number("SELECT count(DISTINCT error_message) FROM trigger_error_log") >= 3);
    }
  }

  @Test
  void nobodyElseReachesTheProgramsThatItRuns() throws IOException {
    var folder = DemoDatabase.cache();
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var another = done(DemoDatabase.start(0))) {
      assertThat(another.settings().jdbcUrl()).isNotEqualTo(database.settings().jdbcUrl());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void itsHistoryIsThatOfTheMigrations() {
    var target = done(Target.open(database.settings(), new StatementLog()));
    try (target) {
      var migrations = done(new Migrations(target).list());
      assertThat(migrations).extracting(Migration::version).contains("020", "021");
      assertThat(migrations)
          .extracting(Migration::state)
          .containsOnly(Migration.State.BASELINE, Migration.State.APPLIED);
    }
  }

  @Test
  void theErrorLogFillsWithErrorsOfSeveralKindsAndTables() throws SQLException {
    var kinds = texts("SELECT DISTINCT table_name || ' ' || error_message FROM trigger_error_log");
    assertThat(kinds)
        .anyMatch(kind -> kind.contains("permission denied"))
        .anyMatch(kind -> kind.contains("has no field \"agent_id\""))
        .anyMatch(kind -> kind.contains("lock timeout"));
  }

  @Test
  void theTablesFillWithUsersWhoDoThingsAndWithBulkJobs() throws SQLException {
    assertThat(number("SELECT count(*) FROM users")).isEqualTo(40);
    assertThat(number("SELECT count(*) FROM agent_analytics")).isGreaterThan(2_000);
    assertThat(number("SELECT count(*) FROM credit_transactions")).isPositive();
    assertThat(number("SELECT count(*) FROM lead_analytics")).isPositive();
  }

  @Test
  void nobodyEntersWithoutItsPassword() {
    var settings = database.settings();
    var guessing =
        new ConnectionSettings(settings.jdbcUrl(), "postgres", "postgres", "c", "public", true);
    assertThat(Target.open(guessing, new StatementLog()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Denied.class));
  }

  @Test
  void aTakenPortIsRefusedInWords() {
    assertThat(DemoDatabase.start(database.port()))
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.Unexpected(
                    "The demo database did not start: port "
                        + database.port()
                        + " on this computer is in use; 0 stands for any free one.")));
  }

  @Test
  void closingItStopsTheServerAndRemovesItsFiles() throws SQLException {
    var second = done(DemoDatabase.start(0));
    var folder = Path.of(TestPostgres.text(second.settings(), "SHOW data_directory"), "..");
    assertThat(folder.normalize().toString()).contains("triggerscope-demo-");
    assertThat(folder.normalize()).isDirectory();
    second.close();
    assertThat(folder.normalize()).doesNotExist();
    assertThat(Target.open(second.settings(), new StatementLog()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unreachable.class));
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(texts(sql).iterator().next());
  }

  private Set<String> texts(String sql) throws SQLException {
    var texts = new TreeSet<String>();
    try (var connection = TestPostgres.connect(database.settings());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
