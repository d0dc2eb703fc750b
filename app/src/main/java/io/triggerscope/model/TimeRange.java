package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;

/** A stretch of the time axis, {@code from} inclusive, {@code to} exclusive. Immutable. */
public record TimeRange(Instant from, Instant to) {

  public static TimeRange endingAt(Instant to, Duration span) {
    return new TimeRange(to.minus(span), to);
  }

  /** What lies between two instants, in whichever order. */
  public static TimeRange between(Instant one, Instant other) {
    return one.isBefore(other) ? new TimeRange(one, other) : new TimeRange(other, one);
  }

  public Duration span() {
    return Duration.between(from, to);
  }

  public Instant middle() {
    return from.plus(span().dividedBy(2));
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** The same span, later by {@code by}. */
  public TimeRange moved(Duration by) {
    return new TimeRange(from.plus(by), to.plus(by));
  }

  /**
   * Wider ({@code factor > 1}) or narrower around {@code fixed}, which keeps its relative place.
   */
  public TimeRange zoomed(double factor, Instant fixed) {
    return new TimeRange(
        fixed.minusNanos((long) (Duration.between(from, fixed).toNanos() * factor)),
        fixed.plusNanos((long) (Duration.between(fixed, to).toNanos() * factor)));
  }
}
