package io.triggerscope.viewmodel;

import io.triggerscope.model.Notification;
import io.triggerscope.model.ServerClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a notification took, and what of it is but the difference of two clocks. Immutable.
 *
 * @param measured from the payload's time, by the server's clock, to the reception, by this
 *     computer's
 * @param clock how the server's stands; null: it is not known, as in a capture
 */
public record LatencySplit(Duration measured, @Nullable ServerClock clock) {

  public static LatencySplit of(Notification notification, @Nullable ServerClock clock) {
    return new LatencySplit(
        Duration.between(notification.timestamp(), notification.receivedAt()), clock);
  }

  /** {@code payload's time → received 4.9 ms; server's clock 1.2 ms ahead (± 0.3 ms); …}. */
  public String text() {
    var first = "payload's time → received " + Format.duration(measured);
    if (clock == null) {
      return first + "; server's clock not known";
    }
    var ahead = clock.ahead();
    return "%s; server's clock %s %s (± %s); corrected %s"
        .formatted(
            first,
            Format.duration(ahead.abs()),
            ahead.isNegative() ? "behind" : "ahead",
            Format.duration(clock.uncertainty()),
            // a server whose clock is ahead stamps too late a time on what it sends
            Format.duration(measured.plus(ahead)));
  }
}
