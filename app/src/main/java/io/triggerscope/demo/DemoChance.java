package io.triggerscope.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** All the chance in a plan, drawn from one seed. Confined to the plan. */
final class DemoChance {

  private final SplittableRandom random;

  DemoChance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A random UUID (version 4), of this seed and not of the server's. */
  UUID id() {
    long high = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
    long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** From {@code least} to {@code greatest}, both included. */
  int between(int least, int greatest) {
    return random.nextInt(least, greatest + 1);
  }

  /** From 0 to less than 1. */
  double share() {
    return random.nextDouble();
  }

  BigDecimal cents(int least, int greatest) {
    return BigDecimal.valueOf(between(least, greatest), 2);
  }

  /** The time until the next of events that come independently, {@code rate} of them a second. */
  Duration untilNext(double rate) {
    return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) / rate * 1e9));
  }

  /** An index below {@code size}: 0 by far the most often, then ever less, as Zipf's law has it. */
  int busyFirst(int size) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += weight(k);
    }
    double rest = random.nextDouble() * sum;
    for (int k = 0; k < size; k++) {
      rest -= weight(k);
      if (rest < 0) {
        return k;
      }
    }
    return size - 1;
  }

  private static double weight(int index) {
    return Math.pow(index + 1, -1.4);
  }
}
