package io.triggerscope.feed;

import io.triggerscope.model.EpochNanos;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times, each at an index, in nanoseconds since 1970; the few before 1677 or after 2262, which do
 * not fit, stand beside. Written by the feed thread; what was written before the column was handed
 * over may be read by any.
 */
final class TimeColumn {

  private final long[] nanos;
  private final Map<Integer, Instant> far = new ConcurrentHashMap<>(0);
  private Instant last = Instant.EPOCH;
  private long lastNanos;

  TimeColumn(int length) {
    nanos = new long[length];
  }

  void set(int index, Instant time) {
    // all notifications of one reading, and all timestamps of one transaction, are one object
    if (time != last) {
      last = time;
      lastNanos = EpochNanos.of(time);
    }
    nanos[index] = lastNanos;
    if (EpochNanos.isFar(lastNanos)) {
      far.put(index, time);
    }
  }

  long nanos(int index) {
    return nanos[index];
  }

  Instant get(int index) {
    long value = nanos[index];
    return EpochNanos.isFar(value)
        ? far.getOrDefault(index, Instant.EPOCH)
        : EpochNanos.instant(value);
  }
}
