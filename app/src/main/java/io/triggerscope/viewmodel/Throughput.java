package io.triggerscope.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How quickly something is getting on, measured over its last seconds. Immutable.
 *
 * @param samples the oldest first
 */
record Throughput(List<Sample> samples) {

  static final Duration SPAN = Duration.ofSeconds(5);

  static final Throughput NONE = new Throughput(List.of());

  /** So much was done by then. */
  record Sample(Instant at, long done) {}

  Throughput with(Instant at, long done) {
    var recent = new ArrayList<>(samples);
    // the one before the span tells what was done at its beginning
    while (recent.size() > 1 && recent.get(1).at.isBefore(at.minus(SPAN))) {
      recent.removeFirst();
    }
    recent.add(new Sample(at, done));
    return new Throughput(List.copyOf(recent));
  }

  /** How much a second; 0 while that is not known. */
  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    var first = samples.getFirst();
    var last = samples.getLast();
    double seconds = Duration.between(first.at, last.at).toNanos() / 1e9;
    return seconds <= 0 ? 0 : (last.done - first.done) / seconds;
  }

  /** {@code 3,400 rows/s · 12.0 s left}; empty while nothing is known. */
  String words(long left) {
    double rate = perSecond();
    return rate <= 0
        ? ""
        : Format.count(Math.round(rate))
            + " rows/s · "
            + Format.age(Duration.ofMillis(Math.round(left / rate * 1_000)))
            + " left";
  }
}
