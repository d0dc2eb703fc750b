package io.triggerscope.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many row changes the server has counted, since its statistics began, that fire the trigger.
 * From {@code pg_stat_user_tables}, so what is worked out from it is an estimate: rolled-back
 * changes are counted, equal notifications fold into one, {@code users} announces only some of its
 * updates, a session reports what it changed up to a second late, and a crash of the server loses
 * the counts. Immutable.
 *
 * @param perTable for each table with the trigger; a partitioned table for all its partitions
 */
public record RowChanges(Map<String, Long> perTable) {

  /**
   * What was announced between these counts and {@code later} ones, and not received.
   *
   * @param received how many notifications of each table were received in that time
   * @return only what is above zero, by table; null if the statistics were reset in between
   */
  public @Nullable SortedMap<String, Long> missedUntil(
      RowChanges later, Map<String, ? extends Number> received) {
    var missed = new TreeMap<String, Long>();
    for (var table : later.perTable.entrySet()) {
      long changes = table.getValue() - perTable.getOrDefault(table.getKey(), 0L);
      if (changes < 0) {
        return null;
      }
      var arrived = received.get(table.getKey());
      long lost = changes - (arrived == null ? 0 : arrived.longValue());
      if (lost > 0) {
        missed.put(table.getKey(), lost);
      }
    }
    return missed;
  }
}
