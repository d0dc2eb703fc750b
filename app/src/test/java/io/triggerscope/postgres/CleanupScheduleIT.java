package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Cron;
import io.triggerscope.model.CronJob;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.CronPostgres;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CleanupScheduleIT {

  private static final String COMMAND = "SELECT public.cleanup_trigger_error_log(30)";

  @TempDir private static Path folder;
  private static CronPostgres server;

  @BeforeAll
  static void start() {
    CronPostgres.assumePresent();
    server = new CronPostgres(folder);
    var app = server.settings("app");
    try (var target = open(app)) {
      assertThat(new CleanupSchedule(target).look())
          .as("before the extension is created")
          .isEqualTo(new Outcome.Done<>(new Cron.Absent(true, true)));
    }
    TestPostgres.execute(app, "CREATE EXTENSION pg_cron; CREATE ROLE plain LOGIN");
    TestPostgres.execute(app, "CREATE DATABASE other");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aJobRunsDeletesIsReplacedAndRemoved() {
    var app = server.settings("app");
    ErrorLog.add(app, 3);
    ErrorLog.addOld(app, 50);
    TestPostgres.execute(app, "SELECT cron.schedule('another', '1 1 1 1 *', 'SELECT 1')");
    try (var target = open(app)) {
      var schedule = new CleanupSchedule(target);
      assertThat(jobs(schedule)).isEmpty();
      // this pg_cron knows no seconds
      long id = done(schedule.create("nightly", "* * * * *", COMMAND));
      assertThat(jobs(schedule))
          .containsExactly(
              new CronJob(id, "nightly", "* * * * *", COMMAND, "app", "postgres", true, List.of()));
      await()
          .atMost(Duration.ofSeconds(150))
          .until(
              () ->
                  jobs(schedule).getFirst().newestFirst().stream()
                      .anyMatch(run -> run.status().equals("succeeded")));
      assertThat(ErrorLog.rows(app)).isEqualTo(3);
      var run = jobs(schedule).getFirst().newestFirst().getLast();
      assertThat(run.failed()).isFalse();
      assertThat(run.start()).isNotNull();

      assertThat(schedule.create("nightly", "17 3 * * *", COMMAND)).isNotNull();
      var replaced = jobs(schedule);
      assertThat(replaced).extracting(CronJob::schedule).containsExactly("17 3 * * *");
      assertThat(done(schedule.remove(replaced.getFirst()))).isTrue();
      assertThat(jobs(schedule)).isEmpty();
      assertThat(failure(schedule.remove(replaced.getFirst())).message())
          .contains("could not find valid entry for job");
    }
  }

  @Test
  void aScheduleThatIsNoneIsRefusedInWords() {
    try (var target = open(server.settings("app"))) {
      assertThat(new CleanupSchedule(target).create("never", "at night", COMMAND))
          .extracting(outcome -> failure(outcome).sentence())
          .isEqualTo("The server reported an error. invalid schedule: at night");
    }
  }

  @Test
  void aRoleWithoutARightOnTheSchemaIsToldSo() {
    try (var target = open(as(server.settings("app"), "plain"))) {
      var schedule = new CleanupSchedule(target);
      assertThat(done(schedule.look())).isEqualTo(new Cron.Forbidden("plain"));
      assertThat(failure(schedule.create("mine", "17 3 * * *", COMMAND)))
          .isEqualTo(new Failure.Denied("permission denied for schema cron"));
    }
  }

  @Test
  void anotherDatabaseNamesTheOneThatKeepsTheJobs() {
    try (var target = open(server.settings("other"));
        var plain = open(as(server.settings("other"), "plain"))) {
      assertThat(done(new CleanupSchedule(target).look())).isEqualTo(new Cron.Elsewhere("app"));
      assertThat(done(new CleanupSchedule(plain).look()))
          .as("not every role may know")
          .isEqualTo(new Cron.Absent(true, false));
    }
  }

  @Test
  void aReadOnlyConnectionMakesNoJob() {
    try (var target = open(ErrorLog.readOnly(server.settings("app")))) {
      assertThat(failure(new CleanupSchedule(target).create("no", "17 3 * * *", COMMAND)))
          .isEqualTo(new Failure.Denied("This connection is read-only."));
    }
  }

  private static List<CronJob> jobs(CleanupSchedule schedule) {
    return switch (done(schedule.look())) {
      case Cron.Here(_, var jobs) -> jobs;
      case Cron.Elsewhere _, Cron.Forbidden _, Cron.Absent _ ->
          throw new AssertionError("there is a pg_cron");
    };
  }

  private static ConnectionSettings as(ConnectionSettings settings, String role) {
    return new ConnectionSettings(
        settings.jdbcUrl(), role, "", settings.channel(), settings.schema(), false);
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
