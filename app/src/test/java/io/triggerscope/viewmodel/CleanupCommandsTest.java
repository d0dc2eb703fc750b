package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Cron;
import io.triggerscope.model.Retention;
import io.triggerscope.viewmodel.CleanupCommands.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupCommandsTest {

  private static final CleanupCommands COMMANDS =
      new CleanupCommands(
          new ConnectionSettings(
              "jdbc:postgresql://db.example:5433/app?sslmode=verify-full&password=secret",
              "on call",
              "secret",
              ConnectionSettings.DEFAULT_CHANNEL,
              "Ops",
              false),
          "app",
          "15");

  @Test
  void noLineHasThePassword() {
    for (var cron :
        List.of(
            new Cron.Absent(false, false), new Cron.Elsewhere("cron"), new Cron.Forbidden("r"))) {
      assertThat(COMMANDS.without(cron, Retention.DEFAULT))
          .isNotEmpty()
          .noneMatch(line -> line.text().contains("secret"));
    }
  }

  @Test
  void theLinesSayTheServerTheSchemaAndTheDays() {
    assertThat(COMMANDS.without(new Cron.Absent(true, true), new Retention(7)))
        .containsExactly(
            new Line("In database app, as a superuser", "CREATE EXTENSION pg_cron;"),
            new Line(
                "Line for cron, on any computer",
                "17 3 * * * triggerscope cleanup --older-than 7d --yes --url"
                    + " 'postgresql://on\\%20call@db.example:5433/app?sslmode=verify-full'"
                    + " --schema 'Ops'"),
            new Line(
                "Timer of systemd",
                "systemd-run --user --on-calendar='*-*-* 03:17' triggerscope cleanup --older-than"
                    + " 7d --yes --url"
                    + " 'postgresql://on%20call@db.example:5433/app?sslmode=verify-full'"
                    + " --schema 'Ops'"),
            new Line(
                "With psql, by age alone",
                "psql 'postgresql://on%20call@db.example:5433/app?sslmode=verify-full' -c"
                    + " 'SELECT \"Ops\".cleanup_trigger_error_log(7)'"));
  }

  @Test
  void inAnotherDatabaseTheJobIsMadeWhereItsJobsAre() {
    assertThat(COMMANDS.without(new Cron.Elsewhere("cron"), Retention.DEFAULT).getFirst())
        .isEqualTo(
            new Line(
                "In database cron, as a superuser",
                "SELECT cron.schedule_in_database('trigger_error_log of app.Ops', '17 3 * * *',"
                    + " 'SELECT \"Ops\".cleanup_trigger_error_log(30)', 'app');"));
  }
}
