package io.triggerscope.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How far back from the present the Errors screen looks. */
public enum ErrorRange implements ErrorSpan {
  LAST_15_MINUTES("Last 15 min", Duration.ofMinutes(15)),
  LAST_HOUR("Last hour", Duration.ofHours(1)),
  LAST_24_HOURS("Last 24 h", Duration.ofHours(24)),
  LAST_7_DAYS("Last 7 days", Duration.ofDays(7)),
  ALL("All", null);

  private final String label;
  private final @Nullable Duration length;

  ErrorRange(String label, @Nullable Duration length) {
    this.label = label;
    this.length = length;
  }

  public String label() {
    return label;
  }

  @Override
  public String label(ZoneId zone) {
    return label;
  }

  @Override
  public @Nullable Instant from(Instant now) {
    return length == null ? null : now.minus(length);
  }

  @Override
  public @Nullable Instant to() {
    return null;
  }
}
