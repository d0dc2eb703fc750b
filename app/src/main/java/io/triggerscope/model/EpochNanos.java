package io.triggerscope.model;

import java.time.Instant;

/** Times as nanoseconds since 1970, which reach from 1677 to 2262. Pure functions. */
public final class EpochNanos {

  private static final long NANOS = 1_000_000_000;
  private static final long GREATEST_SECOND = Long.MAX_VALUE / NANOS - 1;

  private EpochNanos() {}

  /** The greatest or the least number for a time that is too far away. */
  public static long of(Instant time) {
    long second = time.getEpochSecond();
    if (Math.abs(second) > GREATEST_SECOND) {
      return second < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return second * NANOS + time.getNano();
  }

  /** Whether this stands for a time that is too far away. */
  public static boolean isFar(long nanos) {
    return nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE;
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
