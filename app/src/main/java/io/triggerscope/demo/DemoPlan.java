package io.triggerscope.demo;

import io.triggerscope.demo.DemoStep.Kind;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * The endless sequence of what the demo workload does, a function of the seed alone. Confined to
 * one thread.
 */
final class DemoPlan implements Iterator<DemoStep> {

  private static final int USERS = 40;
  private static final double SLOWEST_RATE = 5;
  private static final double FASTEST_RATE = 80;

  private final DemoChance chance;
  private final DemoTraffic traffic;
  private final DemoJobs jobs;
  private final DemoFaults faults;
  private final double slowPhase;
  private final double fastPhase;

  private Duration now = Duration.ZERO;
  private Duration nextJob = Duration.ofSeconds(3);
  private Duration nextFault = Duration.ofMillis(1_500);
  private Duration nextMalformed = Duration.ofSeconds(2);

  DemoPlan(long seed) {
    this.chance = new DemoChance(seed);
    this.traffic = new DemoTraffic(chance);
    this.jobs = new DemoJobs(chance);
    this.faults = new DemoFaults(chance, traffic.users());
    this.slowPhase = chance.share();
    this.fastPhase = chance.share();
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public DemoStep next() {
    if (traffic.users().size() < USERS) {
      return new DemoStep(Duration.ZERO, Kind.SEED, traffic.signUp());
    }
    var pause = chance.untilNext(rate());
    now = now.plus(pause);
    if (now.compareTo(nextJob) >= 0) {
      nextJob = now.plus(seconds(10, 20));
      return new DemoStep(pause, Kind.BULK, jobs.next());
    }
    if (now.compareTo(nextFault) >= 0) {
      nextFault = now.plus(seconds(3, 7));
      return faults.next(pause);
    }
    if (now.compareTo(nextMalformed) >= 0) {
      nextMalformed = now.plus(seconds(5, 11));
      return new DemoStep(pause, Kind.MALFORMED, List.of(faults.malformed()));
    }
    return new DemoStep(pause, Kind.TRAFFIC, traffic.deed());
  }

  /** Transactions a second: drifts between the slowest and the fastest in waves of two lengths. */
  private double rate() {
    double slow = Math.sin(2 * Math.PI * (now.toMillis() / 47_000.0 + slowPhase));
    double fast = Math.sin(2 * Math.PI * (now.toMillis() / 11_000.0 + fastPhase));
    double height = 0.5 + 0.3 * slow + 0.2 * fast;
    return SLOWEST_RATE * Math.pow(FASTEST_RATE / SLOWEST_RATE, height);
  }

  private Duration seconds(int least, int greatest) {
    return Duration.ofMillis(chance.between(least * 1_000, greatest * 1_000));
  }
}
