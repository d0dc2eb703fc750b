package io.triggerscope.bench;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.postgres.Migrations;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.postgres.TriggerErrors;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures how long the Errors screen waits for a large {@code trigger_error_log}, beside counting
 * the same rows, and how fast a clean-up of it is, and prints the tables: {@code mvn -q
 * test-compile exec:exec@error-log-speed}, with {@code -Drows=1000000} for another size than ten
 * million rows.
 */
final class ErrorLogSpeed {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);

  /** As in the window. */
  private static final int PAGE = 200;

  private static final int BUCKETS = 160;
  private static final int GROUPS = 500;

  private final Connection plain;
  private final TriggerErrors errors;
  private final int rounds;
  private final StringBuilder lines = new StringBuilder();

  private ErrorLogSpeed(Connection plain, Target target, int rounds) {
    this.plain = plain;
    this.errors = new TriggerErrors(target);
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws SQLException {
    // the embedded server tells much on standard error
    Logger.getLogger("").setLevel(Level.WARNING);
    System.out.print(run(Integer.parseInt(arguments[0]), 21));
  }

  /** The tables, as Markdown. */
  static String run(int rows, int rounds) throws SQLException {
    try (var target =
            Outcomes.done(Target.open(TestPostgres.NEWEST.migrated(), new StatementLog()));
        var plain = TestPostgres.connect(target.settings())) {
      fill(plain, rows);
      var speed = new ErrorLogSpeed(plain, target, rounds);
      speed.lines.append(heading(plain, rows, rounds));
      speed.measure("the last day, without V022", DAY);
      var migrations = new Migrations(target);
      Outcomes.done(migrations.adopt("021"));
      Outcomes.done(migrations.run(_ -> {}));
      speed.measure("the last day", DAY);
      speed.measure("the last 12 days", DAY.multipliedBy(12));
      return speed.lines + new CleanupSpeed(plain, target).run((int) YEAR.toDays());
    }
  }

  private static void fill(Connection plain, int rows) throws SQLException {
    try (var fill = plain.prepareStatement(Resource.text("error-log.sql"))) {
      fill.setInt(1, rows);
      fill.setInt(2, (int) YEAR.toSeconds());
      fill.executeUpdate();
    }
    try (var statement = plain.createStatement()) {
      statement.execute("VACUUM ANALYZE trigger_error_log");
    }
  }

  private static String heading(Connection plain, int rows, int rounds) throws SQLException {
    return String.format(
        Locale.ROOT,
        """
        PostgreSQL %s, %d CPUs. %,d rows of trigger_error_log, evenly over a year, a third with a message of its own;
        milliseconds, %d rounds.

        | what | rows | p50 | worst | times as long as count(*) of the rows |
        | --- | ---: | ---: | ---: | ---: |
        """,
        plain.getMetaData().getDatabaseProductVersion(),
        Runtime.getRuntime().availableProcessors(),
        rows,
        rounds);
  }

  private void measure(String which, Duration age) {
    var filter = ErrorFilter.between(Instant.now().minus(age), null);
    var last = page(filter, new ErrorPlace.Newest()).rows().getLast();
    var peer = Times.of(rounds, () -> count(filter));
    var rows = count(filter);
    print("first page of " + which, rows, peer, () -> page(filter, new ErrorPlace.Newest()));
    print("next page of " + which, rows, peer, () -> page(filter, new ErrorPlace.OlderThan(last)));
    print(
        "groups of " + which,
        rows,
        peer,
        () -> Outcomes.done(errors.groups(filter, Fold.FINGERPRINT, GROUPS)));
    print("facets of " + which, rows, peer, () -> Outcomes.done(errors.facets(filter)));
    print(
        "histogram of " + which,
        rows,
        peer,
        () -> Outcomes.done(errors.histogram(filter, BUCKETS)));
  }

  private ErrorPage page(ErrorFilter filter, ErrorPlace place) {
    return Outcomes.done(errors.page(filter, place, PAGE));
  }

  private long count(ErrorFilter filter) {
    try (var statement =
        plain.prepareStatement("SELECT count(*) FROM trigger_error_log WHERE occurred_at >= ?")) {
      statement.setTimestamp(1, Timestamp.from(filter.from()));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(String what, long rows, Times peer, Supplier<?> work) {
    var times = Times.of(rounds, work);
    lines.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %.0f | %.0f | %.1f |%n",
            what,
            rows,
            times.middle(),
            times.worst(),
            times.middle() / peer.middle()));
  }
}
