package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time range of the Cascades screen, up to now. */
public enum CascadeRange {
  MINUTE("Last 1 min", Duration.ofMinutes(1)),
  MINUTES_5("Last 5 min", Duration.ofMinutes(5)),
  MINUTES_15("Last 15 min", Duration.ofMinutes(15)),
  RETAINED("All retained", null);

  private final String label;
  private final @Nullable Duration length;

  CascadeRange(String label, @Nullable Duration length) {
    this.label = label;
    this.length = length;
  }

  /** As the tool bar says it. */
  public String label() {
    return label;
  }

  /** Whether it becomes another one as time goes by. */
  boolean moves() {
    return length != null;
  }

  TimeRange upTo(Instant now, EventView events) {
    if (length != null) {
      return TimeRange.endingAt(now, length);
    }
    return new TimeRange(events.isEmpty() ? now : events.oldestAt(), now);
  }
}
