package io.triggerscope.model;

import java.time.Duration;

/**
 * What a way of batching costs: cache operations, and time. Immutable.
 *
 * @param batches how many there were
 * @param delayP50 the time from a notification's reception to the closing of its batch, which half
 *     of them did not exceed
 * @param delayP99 likewise 99 of 100
 */
public record BatchingCost(CacheOps ops, long batches, Duration delayP50, Duration delayP99) {

  public static final BatchingCost NONE =
      new BatchingCost(CacheOps.ZERO, 0, Duration.ZERO, Duration.ZERO);
}
