package io.triggerscope.model;

import java.time.Duration;
import java.util.List;

/**
 * What one statement did that was run and rolled back. Immutable.
 *
 * @param execution how long it took, its triggers included
 * @param triggers that fired, the slowest first
 * @param rows what was changed in each table, also by triggers and foreign keys; most rows first
 * @param messages warnings and notices of the server, as of an error that a trigger has caught
 * @param plan as JSON
 */
public record Rehearsal(
    Duration planning,
    Duration execution,
    List<FiredTrigger> triggers,
    List<ChangedRows> rows,
    List<String> messages,
    String plan) {

  /**
   * What a trigger cost.
   *
   * @param constraint whether it belongs to a foreign key or the like, whose name it then bears
   * @param took for all calls
   */
  public record FiredTrigger(
      String name, boolean constraint, String relation, long calls, Duration took) {}

  /** Rows of one table. */
  public record ChangedRows(String relation, long inserted, long updated, long deleted) {}

  /** Which part of the whole a trigger took, from 0 to 1. */
  public double share(FiredTrigger trigger) {
    return execution.isZero() ? 0 : (double) trigger.took.toNanos() / execution.toNanos();
  }
}
