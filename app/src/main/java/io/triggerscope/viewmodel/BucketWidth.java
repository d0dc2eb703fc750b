package io.triggerscope.viewmodel;

import java.time.Duration;
import java.util.stream.LongStream;

/** How wide the buckets of a history are, so that their limits are round times. Pure function. */
final class BucketWidth {

  private static final int BUCKETS = 60;
  private static final long[] ROUND_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200
  };

  private BucketWidth() {}

  /** The least round width of which about 60 cover {@code range}; whole days beyond a month. */
  static Duration of(Duration range) {
    long least = Math.ceilDiv(range.toMillis(), BUCKETS * 1_000L);
    long day = Duration.ofDays(1).toSeconds();
    return Duration.ofSeconds(
        LongStream.of(ROUND_SECONDS)
            .filter(width -> width >= least)
            .findFirst()
            .orElseGet(() -> Math.ceilDiv(least, day) * day));
  }
}
