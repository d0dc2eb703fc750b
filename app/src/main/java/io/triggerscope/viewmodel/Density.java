package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventRing;
import io.triggerscope.model.Batch;
import io.triggerscope.model.TimeRange;

/** How many notifications were received in each part of a time range. A pure function. */
final class Density {

  private Density() {}

  static long[] of(EventRing.View events, TimeRange range, int columns) {
    var counts = new long[columns];
    double perNano = (double) columns / range.span().toNanos();
    long fromSecond = range.from().getEpochSecond();
    int fromNano = range.from().getNano();
    for (long number = events.firstAtOrAfter(range.from()); number < events.end(); number++) {
      if (events.get(number) instanceof Batch batch) {
        var at = batch.at();
        double nanos = (at.getEpochSecond() - fromSecond) * 1e9 + (at.getNano() - fromNano);
        int column = (int) (nanos * perNano);
        if (column >= 0 && column < columns) {
          counts[column] += batch.size();
        }
      }
    }
    return counts;
  }
}
