package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.TimeRange;

/** How many notifications were received in each part of a time range. A pure function. */
final class Density {

  private Density() {}

  static long[] of(EventView events, TimeRange range, int columns) {
    var counts = new long[columns];
    var axis = new TimeAxis(range, 0, columns);
    var batches = events.from(events.firstAtOrAfter(range.from()));
    while (batches.nextBatch()) {
      int column = (int) Math.floor(axis.x(batches.firstReceivedAtNanos()));
      if (column >= 0 && column < columns) {
        counts[column] += batches.size();
      }
    }
    return counts;
  }
}
