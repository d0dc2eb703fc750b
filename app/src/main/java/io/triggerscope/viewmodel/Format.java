package io.triggerscope.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How numbers and times are written on every screen. Pure functions. */
public final class Format {

  private static final DateTimeFormatter TIME = formatter("HH:mm:ss.SSS");
  private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = formatter("HH:mm");
  private static final DateTimeFormatter DATE_TIME = formatter("d MMM HH:mm:ss.SSS");
  private static final DateTimeFormatter DATE_MINUTES = formatter("d MMM HH:mm");

  private static final DateTimeFormatter FULL_TIME = formatter("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter ZONE_NAME = formatter("xxx");
  private static final DateTimeFormatter FILE_TIME = formatter("uuuuMMdd-HHmmss");

  private Format() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** {@code 14:03:29.328}. */
  public static String time(Instant instant, ZoneId zone) {
    return TIME.withZone(zone).format(instant);
  }

  /** {@code 14:03:29}. */
  public static String seconds(Instant instant, ZoneId zone) {
    return SECONDS.withZone(zone).format(instant);
  }

  /** {@code 14:03}. */
  public static String minutes(Instant instant, ZoneId zone) {
    return MINUTES.withZone(zone).format(instant);
  }

  /** {@code 16 Nov 02:10:07.118}. */
  public static String dateTime(Instant instant, ZoneId zone) {
    return DATE_TIME.withZone(zone).format(instant);
  }

  /** {@code 2026-11-16 02:10:07.118 UTC}, {@code … +01:00}: where nothing around it says more. */
  public static String fullTime(Instant instant, ZoneId zone) {
    var offset = ZONE_NAME.withZone(zone).format(instant);
    return FULL_TIME.withZone(zone).format(instant)
        + " "
        + (offset.equals("+00:00") ? "UTC" : offset);
  }

  /** {@code prod-eu-app-20261122-140329}: a name for a file, without its ending. */
  public static String fileName(String of, Instant instant, ZoneId zone) {
    return of.replaceAll("[^\\p{L}\\p{N}._-]+", "-")
        + "-"
        + FILE_TIME.withZone(zone).format(instant);
  }

  /** The time alone if {@code instant} is on the same day as {@code now}, else with its date. */
  public static String moment(Instant instant, Instant now, ZoneId zone) {
    var today = LocalDate.ofInstant(now, zone);
    return LocalDate.ofInstant(instant, zone).equals(today)
        ? time(instant, zone)
        : dateTime(instant, zone);
  }

  /** {@code 14:03:29} on the day of {@code now}, else {@code 16 Nov 02:10}. */
  public static String briefMoment(Instant instant, Instant now, ZoneId zone) {
    return LocalDate.ofInstant(instant, zone).equals(LocalDate.ofInstant(now, zone))
        ? seconds(instant, zone)
        : dateMinutes(instant, zone);
  }

  /** {@code 16 Nov 02:10}. */
  public static String dateMinutes(Instant instant, ZoneId zone) {
    return DATE_MINUTES.withZone(zone).format(instant);
  }

  /** {@code Table}: as at the beginning of a sentence. */
  public static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** {@code 128,402}. */
  public static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** {@code 1 row}, {@code 16 rows}; for nouns that take an s. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * {@code about 1,204 (calls 1,200, users 4)}, {@code about none}, {@code an unknown number}: the
   * estimate of a blind window.
   */
  public static String missed(@Nullable Map<String, Long> estimate) {
    if (estimate == null) {
      return "an unknown number";
    }
    if (estimate.isEmpty()) {
      return "about none";
    }
    return "about "
        + count(estimate.values().stream().mapToLong(Long::longValue).sum())
        + estimate.entrySet().stream()
            .map(table -> table.getKey() + " " + count(table.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** {@code 812 B}, {@code 1.2 MB}: in powers of 1000. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double rest = bytes / 1e3;
    int unit = 0;
    while (rest >= 999.95 && unit < 3) {
      rest /= 1e3;
      unit++;
    }
    return String.format(Locale.ENGLISH, "%.1f %s", rest, "kB MB GB TB".split(" ")[unit]);
  }

  /**
   * {@code 2026-11-22 14:03–15:10}, a short one with seconds; the second date too, when it is
   * another.
   */
  public static String range(Instant from, Instant to, ZoneId zone) {
    boolean brief = Duration.between(from, to).compareTo(Duration.ofMinutes(10)) < 0;
    var time = brief ? SECONDS.withZone(zone) : MINUTES.withZone(zone);
    var first = LocalDate.ofInstant(from, zone);
    var last = LocalDate.ofInstant(to, zone);
    return first
        + " "
        + time.format(from)
        + (first.equals(last) ? "–" : " – " + last + " ")
        + time.format(to);
  }

  /** {@code 95.2 %} of a share from 0 to 1. */
  public static String percent(double share) {
    return String.format(Locale.ENGLISH, "%.1f %%", share * 100);
  }

  /** {@code 3.05}. */
  public static String ratio(double ratio) {
    return String.format(Locale.ENGLISH, "%.2f", ratio);
  }

  /**
   * {@code 4.9 ms}, {@code 12.4 s}, {@code 3 min 20 s}, {@code 2 h 5 min}; negative ones with a
   * sign.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    double millis = duration.toNanos() / 1e6;
    if (millis < 1000) {
      return String.format(Locale.ENGLISH, "%.1f ms", millis);
    }
    if (duration.toSeconds() < 60) {
      return String.format(Locale.ENGLISH, "%.1f s", millis / 1000);
    }
    return duration.toMinutes() < 60
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** {@code 100 ms}, {@code 1.5 s}, {@code 2 s}: a batching window. */
  public static String window(Duration window) {
    long millis = window.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis % 1_000 == 0
        ? millis / 1_000 + " s"
        : String.format(Locale.ENGLISH, "%.1f s", millis / 1e3);
  }

  /** {@code 0.4 s}, {@code 12.0 s}, {@code 3 min 20 s}: an age that is shown as it grows. */
  public static String age(Duration age) {
    return age.toSeconds() < 60
        ? String.format(Locale.ENGLISH, "%.1f s", age.toMillis() / 1000.0)
        : duration(age);
  }

  /** {@code +0.250 s}, {@code -12.001 s}, {@code +1:02:03.500}: a time relative to another. */
  public static String relative(Duration duration) {
    var sign = duration.isNegative() ? "-" : "+";
    var size = duration.abs();
    return size.toMinutes() < 1
        ? String.format(Locale.ENGLISH, "%s%d.%03d s", sign, size.toSeconds(), size.toMillisPart())
        : String.format(
            Locale.ENGLISH,
            "%s%d:%02d:%02d.%03d",
            sign,
            size.toHours(),
            size.toMinutesPart(),
            size.toSecondsPart(),
            size.toMillisPart());
  }

  /** {@code 4 s}, {@code 12 min}, {@code 3 h}, {@code 2 d}: an age where there is little room. */
  public static String briefAge(Duration age) {
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
  }

  /** {@code 30 s}, {@code 15 min}, {@code 2 h}: a span chosen or framed, in whole units. */
  public static String span(Duration span) {
    if (span.toSeconds() < 10 && span.toMillisPart() != 0) {
      return duration(span);
    }
    if (span.toSeconds() < 60) {
      return span.toSeconds() + " s";
    }
    return span.toMinutes() < 120 ? span.toMinutes() + " min" : span.toHours() + " h";
  }

  /** {@code 0f3a91c2…}: where there is little room. */
  public static String briefId(String id) {
    return id.length() <= 10 ? id : id.substring(0, 8) + "…";
  }

  /** {@code 0f3a91c2-77d1-…}: the start of a long id, enough to tell ids apart on a screen. */
  public static String shortId(String id) {
    return id.length() <= 18 ? id : id.substring(0, 14) + "…";
  }
}
