package io.triggerscope.viewmodel;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Reads the two ends of an interval as they are typed. Pure functions. */
public final class IntervalInput {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("H:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private IntervalInput() {}

  /** An end as it can be read again. */
  public static String text(Instant instant, ZoneId zone) {
    return WRITTEN.withZone(zone).format(instant);
  }

  /**
   * Reads an interval.
   *
   * @param from a time, or a date, a blank and a time; of a time alone the day is today
   * @param now which day is today
   */
  public static Outcome<TimeRange> parse(String from, String to, ZoneId zone, Instant now) {
    try {
      var range = new TimeRange(instant(from, zone, now), instant(to, zone, now));
      return range.from().isBefore(range.to())
          ? new Outcome.Done<>(range)
          : failed("The interval ends before it begins.");
    } catch (DateTimeException _) {
      return failed("Write both ends as 14:03, 14:03:29.328 or 2026-11-22 14:03:29.328.");
    }
  }

  private static Outcome<TimeRange> failed(String reason) {
    return new Outcome.Failed<>(new Failure.Unexpected(reason));
  }

  private static Instant instant(String text, ZoneId zone, Instant now) {
    var words = text.strip().split("[ T]+", 2);
    var today = LocalDate.ofInstant(now, zone);
    var day = words.length == 2 ? LocalDate.parse(words[0]) : today;
    var time = LocalTime.parse(words[words.length - 1].strip(), TIME);
    return LocalDateTime.of(day, time).atZone(zone).toInstant();
  }
}
