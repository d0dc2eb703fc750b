package io.triggerscope.cli;

import io.triggerscope.model.FeedEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How {@code tail} writes what it saw: one line for each event, and a last one that adds up. */
sealed interface TailLines permits TailJson, TailText {

  /** ISO-8601 in UTC with exactly six fraction digits, whatever the instant. */
  DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** One line, without its end. */
  String event(FeedEvent event);

  /** The last line. */
  String summary(TailSummary summary);

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
