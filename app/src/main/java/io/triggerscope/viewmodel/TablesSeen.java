package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.EpochNanos;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables that occurred in the events shown, and when each did last. Confined to one thread at a
 * time.
 */
final class TablesSeen {

  private final Map<String, Long> lastAt = new HashMap<>();
  private long end;

  /** Takes in what is new in {@code newer}. */
  void update(EventView newer) {
    var cursor = newer.from(Math.max(end, newer.first()));
    while (cursor.nextBatch()) {
      String before = "";
      for (int i = 0; i < cursor.size(); i++) {
        var table = cursor.table(i);
        if (!table.equals(before)) {
          lastAt.put(table, cursor.closedAtNanos());
          before = table;
        }
      }
    }
    end = newer.end();
  }

  /** In alphabetical order. */
  Set<String> names() {
    return new TreeSet<>(lastAt.keySet());
  }

  /** When the last notification of this table was closed in a batch; null if there was none. */
  @Nullable Instant lastAt(String table) {
    var nanos = lastAt.get(table);
    return nanos == null ? null : EpochNanos.instant(nanos);
  }
}
