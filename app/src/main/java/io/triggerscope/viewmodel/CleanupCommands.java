package io.triggerscope.viewmodel;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Cron;
import io.triggerscope.model.Retention;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines that clean up a {@code trigger_error_log} by the clock, to be copied: without a password.
 * Pure functions.
 *
 * @param database its name
 * @param major the server's major version
 */
public record CleanupCommands(ConnectionSettings settings, String database, String major) {

  /** At an hour when little happens, and not when everybody else's jobs start. */
  static final String SCHEDULE = "17 3 * * *";

  private static final String AT = "*-*-* 03:17";

  /** Parameters that mean the same to the driver and to libpq, and are no secret. */
  private static final List<String> SHARED = List.of("sslmode", "sslrootcert");

  /** A line to be copied, and what it is for. */
  public record Line(String what, String text) {}

  /** The name of the job of this log. */
  String job() {
    return "trigger_error_log of " + database + "." + settings.schema();
  }

  /** What makes the job. */
  String creation(String schedule, Retention retention) {
    return "SELECT cron.schedule(%s, %s, %s)"
        .formatted(literal(job()), literal(schedule), literal(sql(retention)));
  }

  /** Deletes by age alone, in one transaction. */
  String sql(Retention retention) {
    return "SELECT %s.cleanup_trigger_error_log(%d)".formatted(schema(), retention.days());
  }

  /** The schema as it is written in SQL. */
  private String schema() {
    var schema = settings.schema();
    return schema.matches("[a-z_][a-z0-9_]*") ? schema : '"' + schema.replace("\"", "\"\"") + '"';
  }

  /** What can be done where pg_cron cannot, and how to get it. */
  List<Line> without(Cron cron, Retention retention) {
    var lines = new ArrayList<Line>();
    switch (cron) {
      case Cron.Here _ -> {}
      case Cron.Elsewhere(var jobsIn) ->
          lines.add(
              new Line(
                  "In database " + jobsIn + ", as a superuser",
                  "SELECT cron.schedule_in_database(%s, %s, %s, %s);"
                      .formatted(
                          literal(job()),
                          literal(SCHEDULE),
                          literal(sql(retention)),
                          literal(database))));
      case Cron.Forbidden(var role) ->
          lines.add(
              new Line(
                  "As a superuser",
                  "GRANT USAGE ON SCHEMA cron TO \"" + role.replace("\"", "\"\"") + "\";"));
      case Cron.Absent(var installed, var loaded) -> lines.addAll(toGet(installed, loaded));
    }
    if (!(cron instanceof Cron.Here)) {
      var command = command(retention);
      // cron takes a percent sign for the end of the line
      lines.add(
          new Line("Line for cron, on any computer", SCHEDULE + " " + command.replace("%", "\\%")));
      lines.add(
          new Line("Timer of systemd", "systemd-run --user --on-calendar='" + AT + "' " + command));
      lines.add(
          new Line(
              "With psql, by age alone", "psql " + shell(url()) + " -c " + shell(sql(retention))));
    }
    return List.copyOf(lines);
  }

  private List<Line> toGet(boolean installed, boolean loaded) {
    var lines = new ArrayList<Line>();
    if (!installed) {
      lines.add(
          new Line(
              "pg_cron for Debian and Ubuntu, on the server",
              "apt-get install postgresql-" + major + "-cron"));
    }
    if (!loaded) {
      lines.add(
          new Line(
              "In postgresql.conf; then restart the server",
              "shared_preload_libraries = 'pg_cron'  # besides what is there\ncron.database_name = "
                  + literal(database)));
    }
    lines.add(
        new Line("In database " + database + ", as a superuser", "CREATE EXTENSION pg_cron;"));
    return lines;
  }

  private String command(Retention retention) {
    return Stream.of(
            "triggerscope cleanup --older-than " + retention.days() + "d --yes",
            "--url " + shell(url()),
            settings.schema().equals(ConnectionSettings.DEFAULT_SCHEMA)
                ? ""
                : "--schema " + shell(settings.schema()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String url() {
    var query =
        Stream.of(settings.jdbcUrl().replaceFirst("^[^?]*\\??", "").split("&"))
            .filter(parameter -> SHARED.contains(parameter.replaceFirst("=.*", "")))
            .collect(Collectors.joining("&"));
    return "postgresql://"
        + URLEncoder.encode(settings.user(), StandardCharsets.UTF_8).replace("+", "%20")
        + "@"
        + settings.place()
        + (query.isEmpty() ? "" : "?" + query);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
