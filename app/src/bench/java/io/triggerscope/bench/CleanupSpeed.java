package io.triggerscope.bench;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.Retention;
import io.triggerscope.postgres.ErrorCleanup;
import io.triggerscope.postgres.Target;
import io.triggerscope.testing.Outcomes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures how fast a clean-up deletes the oldest rows of {@code trigger_error_log} slice by slice,
 * beside one DELETE of as many. They take turns, each on a table without dead rows.
 */
final class CleanupSpeed {

  private static final int ROUNDS = 3;

  /** How much of the log is deleted at a time. */
  private static final int DAYS = 36;

  private final Connection plain;
  private final ErrorCleanup cleanup;

  /** Rows deleted, and how long that took. */
  private record Deletion(long rows, long nanos) {

    double rate() {
      return rows / (nanos / 1e9);
    }
  }

  private interface Work {
    long deleted() throws SQLException;
  }

  CleanupSpeed(Connection plain, Target target) {
    this.plain = plain;
    this.cleanup = new ErrorCleanup(target);
  }

  /**
   * The table, as Markdown.
   *
   * @param days of how many the log holds rows; more than half of these will be gone
   */
  String run(int days) throws SQLException {
    var slices = new Deletion[ROUNDS];
    var wholes = new Deletion[ROUNDS];
    int keep = days;
    for (int i = 0; i < ROUNDS; i++) {
      keep -= DAYS;
      slices[i] = bySlices(new Retention(keep));
      keep -= DAYS;
      wholes[i] = atOnce(keep);
    }
    double peer = middle(wholes).rate();
    return """

    | the oldest rows deleted, %d rounds | rows | rows a second | times as long as one DELETE |
    | --- | ---: | ---: | ---: |
    """
            .formatted(ROUNDS)
        + line("by the clean-up, a slice at a time", middle(slices), peer)
        + line("by one DELETE", middle(wholes), peer);
  }

  private Deletion bySlices(Retention retention) throws SQLException {
    var plan = Outcomes.done(cleanup.preview(retention)).plan(_ -> false, true);
    return timed(
        () ->
            switch (cleanup.run(plan, _ -> true)) {
              case CleanupEnd.Complete(var rows) when rows == plan.rows() -> rows;
              case CleanupEnd end -> throw new IllegalStateException(end.toString());
            });
  }

  private Deletion atOnce(int days) throws SQLException {
    try (var delete =
        plain.prepareStatement(
            "DELETE FROM trigger_error_log WHERE occurred_at < now() - make_interval(days => ?)")) {
      delete.setInt(1, days);
      return timed(delete::executeLargeUpdate);
    }
  }

  private Deletion timed(Work work) throws SQLException {
    try (var statement = plain.createStatement()) {
      statement.execute("VACUUM trigger_error_log");
    }
    long start = System.nanoTime();
    long rows = work.deleted();
    return new Deletion(rows, System.nanoTime() - start);
  }

  private static Deletion middle(Deletion[] deletions) {
    return Arrays.stream(deletions)
        .sorted((a, b) -> Double.compare(a.rate(), b.rate()))
        .toList()
        .get(deletions.length / 2);
  }

  private static String line(String what, Deletion deletion, double peer) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,.0f | %.1f |%n",
        what,
        deletion.rows,
        deletion.rate(),
        peer / deletion.rate());
  }
}
