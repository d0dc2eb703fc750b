package io.triggerscope.feed;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times, each at an index, in nanoseconds since 1970; the few before 1677 or after 2262, which do
 * not fit, stand beside. Written by the feed thread; what was written before the column was handed
 * over may be read by any.
 */
final class TimeColumn {

  private static final long NANOS = 1_000_000_000;
  private static final long GREATEST_SECOND = Long.MAX_VALUE / NANOS - 1;

  private final long[] nanos;
  private final Map<Integer, Instant> far = new ConcurrentHashMap<>(0);
  private Instant last = Instant.EPOCH;
  private long lastNanos;

  TimeColumn(int length) {
    nanos = new long[length];
  }

  /** What {@link #nanos} gives for this time: far ones are the greatest or the least number. */
  static long nanos(Instant time) {
    long second = time.getEpochSecond();
    if (Math.abs(second) > GREATEST_SECOND) {
      return second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return second * NANOS + time.getNano();
  }

  void set(int index, Instant time) {
    // all notifications of one reading, and all timestamps of one transaction, are one object
    if (time != last) {
      last = time;
      lastNanos = nanos(time);
    }
    nanos[index] = lastNanos;
    if (isFar(lastNanos)) {
      far.put(index, time);
    }
  }

  long nanos(int index) {
    return nanos[index];
  }

  Instant get(int index) {
    long value = nanos[index];
    return isFar(value)
        ? far.getOrDefault(index, Instant.EPOCH)
        : Instant.ofEpochSecond(Math.floorDiv(value, NANOS), Math.floorMod(value, NANOS));
  }

  private static boolean isFar(long nanos) {
    return nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE;
  }
}
