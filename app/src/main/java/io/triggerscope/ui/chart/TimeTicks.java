package io.triggerscope.ui.chart;

import io.triggerscope.viewmodel.Format;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The labelled moments of a time axis: round ones in the axis' zone, as close together as the
 * labels allow. Pure function.
 */
final class TimeTicks {

  private static final List<Duration> STEPS =
      LongStream.of(
              1,
              2,
              5,
              10,
              20,
              50,
              100,
              200,
              500,
              1_000,
              2_000,
              5_000,
              10_000,
              15_000,
              30_000,
              60_000,
              120_000,
              300_000,
              600_000,
              900_000,
              1_800_000,
              3_600_000,
              7_200_000,
              10_800_000,
              21_600_000,
              43_200_000,
              86_400_000,
              172_800_000,
              604_800_000,
              1_209_600_000,
              2_592_000_000L,
              7_776_000_000L,
              31_536_000_000L)
          .mapToObj(Duration::ofMillis)
          .toList();

  /** One moment and how it is written. */
  record Tick(Instant at, String label) {}

  private TimeTicks() {}

  /**
   * @param most how many ticks have room
   */
  static List<Tick> between(Instant from, Instant to, int most, ZoneId zone) {
    var step = step(Duration.between(from, to), most);
    var ticks = new ArrayList<Tick>();
    for (var at = first(from, step, zone); !at.isAfter(to); at = at.plus(step)) {
      ticks.add(new Tick(at, label(at, step, zone)));
    }
    return ticks;
  }

  private static Duration step(Duration span, int most) {
    return STEPS.stream()
        .filter(step -> span.dividedBy(step) <= Math.max(1, most))
        .findFirst()
        .orElse(STEPS.getLast());
  }

  /** Counted from the midnight before, so that hours are round in zones of half hours too. */
  private static Instant first(Instant from, Duration step, ZoneId zone) {
    var midnight = from.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
    long steps = Duration.between(midnight, from).dividedBy(step);
    var at = midnight.plus(step.multipliedBy(steps));
    return at.isBefore(from) ? at.plus(step) : at;
  }

  private static String label(Instant at, Duration step, ZoneId zone) {
    var local = at.atZone(zone);
    if (step.toDays() >= 1 || (step.toMinutes() > 0 && local.toLocalTime().toSecondOfDay() == 0)) {
      return Format.date(at, zone);
    }
    if (step.toMinutes() >= 1) {
      return Format.minutes(at, zone);
    }
    return step.toSeconds() >= 1 ? Format.seconds(at, zone) : Format.time(at, zone);
  }
}
