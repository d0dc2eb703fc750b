package io.triggerscope.postgres;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait from one try to the next: twice as long after each failure, within bounds, and
 * shortened at random lest many clients come back at the same moment. The bound is under a second,
 * so that a server that is back is found at once. Confined to one thread.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMillis(900);
  private static final int DOUBLINGS = 4;

  private final RandomGenerator random;
  private int failures;
  private Duration remaining = Duration.ZERO;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Waits what remains, but no longer than {@code atMost}; whether it is time for a try. */
  boolean await(Duration atMost) throws InterruptedException {
    var wait = remaining.compareTo(atMost) < 0 ? remaining : atMost;
    Thread.sleep(wait);
    remaining = remaining.minus(wait);
    return remaining.isZero();
  }

  /** A try of which {@code spent} was the length has failed. */
  void failed(Duration spent) {
    failures++;
    var wait = delay(failures, random.nextDouble()).minus(spent);
    remaining = wait.isNegative() ? Duration.ZERO : wait;
  }

  void succeeded() {
    failures = 0;
  }

  int failures() {
    return failures;
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param random from 0 to 1: how much of the upper half of the wait is kept
   */
  static Duration delay(int failures, double random) {
    var full = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    var bounded = full.compareTo(LONGEST) < 0 ? full : LONGEST;
    return Duration.ofMillis((long) (bounded.toMillis() * (1 + random) / 2));
  }
}
