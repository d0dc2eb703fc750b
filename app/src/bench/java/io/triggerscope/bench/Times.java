package io.triggerscope.bench;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * How long something took, in milliseconds, each time that it was done.
 *
 * @param sorted the shortest first
 */
record Times(double[] sorted) {

  private static final int WARM_UP = 3;

  /** Does something {@code rounds} times, after a few times that do not count. */
  static Times of(int rounds, Supplier<?> work) {
    return of(WARM_UP, rounds, work);
  }

  static Times of(int warmUp, int rounds, Supplier<?> work) {
    for (int i = 0; i < warmUp; i++) {
      consume(work.get());
    }
    var times = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      consume(work.get());
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return new Times(times);
  }

  // without a use of its outcome the compiler could leave the work out
  private static void consume(Object outcome) {
    if (System.identityHashCode(outcome) == Integer.MIN_VALUE) {
      System.out.println(outcome);
    }
  }

  double middle() {
    return sorted[sorted.length / 2];
  }

  double worst() {
    return sorted[sorted.length - 1];
  }
}
