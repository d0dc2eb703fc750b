package io.triggerscope.cli;

import io.triggerscope.model.FeedCounters;

/**
 * What a {@code tail} received and printed in all: {@code received = parsed + malformed}, {@code
 * parsed = notificationsInBatches}. Immutable.
 *
 * @param evicted of the notifications in batches those that left memory before they were printed
 */
record TailSummary(
    long received,
    long parsed,
    long malformed,
    long batches,
    long notificationsInBatches,
    long evicted) {

  /**
   * @param printed how many notifications in batches were printed
   */
  static TailSummary of(FeedCounters counters, long printed) {
    return new TailSummary(
        counters.received(),
        counters.parsed(),
        counters.malformed(),
        counters.batches(),
        counters.notificationsInBatches(),
        counters.notificationsInBatches() - printed);
  }
}
