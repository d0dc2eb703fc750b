package io.triggerscope.viewmodel;

import io.triggerscope.model.EpochNanos;
import io.triggerscope.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A stretch of time laid on pixels: {@code range} spans from {@code left} over {@code width}.
 * Immutable.
 */
public record TimeAxis(TimeRange range, double left, double width) {

  private static final double TICK_DISTANCE = 110;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /** A labelled place on the axis. */
  public record Tick(double x, String label) {}

  public double x(Instant instant) {
    return x(EpochNanos.of(instant));
  }

  /**
   * @param nanos since 1970
   */
  double x(long nanos) {
    return left + width * (nanos - EpochNanos.of(range.from())) / range.span().toNanos();
  }

  public Instant instant(double x) {
    return range.from().plusNanos((long) ((x - left) / width * range.span().toNanos()));
  }

  public double right() {
    return left + width;
  }

  /** Round times in the given zone, far enough apart to be labelled. */
  public List<Tick> ticks(ZoneId zone) {
    // Round local times: days and hours begin where the zone says.
    long offset = zone.getRules().getOffset(range.from()).getTotalSeconds() * 1_000_000_000L;
    var step = step();
    return ticks(step, offset, at -> label(at, step, zone));
  }

  /** Round distances from an instant, likewise far apart. */
  public List<Tick> ticks(Instant reference) {
    return ticks(
        step(), -EpochNanos.of(reference), at -> Format.relative(Duration.between(reference, at)));
  }

  private List<Tick> ticks(Duration step, long offset, Function<Instant, String> label) {
    var base = range.from();
    var at = base.plusNanos(Math.floorMod(-EpochNanos.of(base) - offset, step.toNanos()));
    var ticks = new ArrayList<Tick>();
    while (at.isBefore(range.to())) {
      ticks.add(new Tick(x(at), label.apply(at)));
      at = at.plus(step);
    }
    return ticks;
  }

  private Duration step() {
    double smallest = range.span().toNanos() * TICK_DISTANCE / Math.max(1, width);
    for (var step : STEPS) {
      if (step.toNanos() >= smallest) {
        return step;
      }
    }
    return STEPS.getLast().multipliedBy((long) Math.ceil(smallest / STEPS.getLast().toNanos()));
  }

  private static String label(Instant at, Duration step, ZoneId zone) {
    if (step.toMillis() < 1000) {
      return Format.time(at, zone);
    }
    if (step.toSeconds() < 60) {
      return Format.seconds(at, zone);
    }
    return step.toHours() < 6 ? Format.minutes(at, zone) : Format.dateMinutes(at, zone);
  }
}
