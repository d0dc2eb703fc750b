package io.triggerscope.model;

import java.time.Duration;

/**
 * What has passed each stage of the feed since it was started. Always {@code received = parsed +
 * malformed} and {@code notificationsInBatches = inRing + evicted}. Immutable.
 *
 * @param received payloads read from the socket
 * @param parsed of these, understood
 * @param malformed of these, not understood
 * @param batches batches closed
 * @param notificationsInBatches notifications in these batches
 * @param naiveOps cache operations if each of these were handled alone
 * @param batchedOps cache operations when each batch is handled as one
 * @param inRing notifications held in memory
 * @param evicted notifications that left memory because newer ones came
 * @param blindWindows how often the feed was blind
 * @param blindTime for how long in total
 */
public record FeedCounters(
    long received,
    long parsed,
    long malformed,
    long batches,
    long notificationsInBatches,
    long naiveOps,
    long batchedOps,
    long inRing,
    long evicted,
    int blindWindows,
    Duration blindTime) {

  public static final FeedCounters ZERO =
      new FeedCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO);
}
