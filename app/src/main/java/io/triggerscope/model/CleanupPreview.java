package io.triggerscope.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the server counted in {@code trigger_error_log} for a clean-up. Immutable.
 *
 * @param before rows that occurred earlier than this are old
 * @param old rows
 * @param young rows, which are kept whatever is chosen
 * @param oldest of all rows; null when there is none
 * @param newestOld null when nothing is old
 * @param tableBytes what the table takes, with its indexes
 * @param groups of the old rows, as far as they are known
 * @param obstacle why the rows of some groups alone cannot be deleted, in words; empty when they
 *     can
 * @param slowness why deleting keeps the server busy, in words; empty when it does not
 */
public record CleanupPreview(
    Retention retention,
    Instant before,
    long old,
    long young,
    @Nullable Instant oldest,
    @Nullable Instant newestOld,
    long tableBytes,
    ErrorGroups groups,
    String obstacle,
    String slowness) {

  /**
   * What is to be deleted of the old rows.
   *
   * @param acknowledged whether somebody has seen all old rows of a group
   * @param others whether groups of which that is not so are deleted too
   */
  public CleanupPlan plan(Predicate<ErrorGroup> acknowledged, boolean others) {
    var seen = groups.largestFirst().stream().filter(acknowledged).toList();
    long seenRows = seen.stream().mapToLong(ErrorGroup::rows).sum();
    long unseenRows = Math.max(0, old - seenRows);
    long unseenGroups = groups.total() - seen.size();
    if (others || unseenRows == 0) {
      return new CleanupPlan(
          this,
          new CleanupPlan.EveryOldRow(),
          old,
          old == 0 ? null : oldest,
          newestOld,
          unseenGroups,
          unseenRows);
    }
    var chosen = obstacle.isEmpty() ? seen : List.<ErrorGroup>of();
    return new CleanupPlan(
        this,
        new CleanupPlan.OldRowsOf(chosen.stream().map(ErrorGroup::kind).toList()),
        chosen.stream().mapToLong(ErrorGroup::rows).sum(),
        least(chosen, ErrorGroup::first, Comparator.naturalOrder()),
        least(chosen, ErrorGroup::last, Comparator.reverseOrder()),
        unseenGroups,
        unseenRows);
  }

  private static @Nullable Instant least(
      List<ErrorGroup> groups, Function<ErrorGroup, Instant> time, Comparator<Instant> order) {
    return groups.stream().map(time).min(order).orElse(null);
  }
}
