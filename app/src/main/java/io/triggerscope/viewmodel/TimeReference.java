package io.triggerscope.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What all times of the timeline are relative to: an instant the user chose, or none, and they are
 * times of the day. Confined to the FX thread.
 */
public final class TimeReference {

  private final ObjectProperty<@Nullable Instant> instant =
      new SimpleObjectProperty<>(this, "instant");

  /** Null: times are times of the day. */
  public ObjectProperty<@Nullable Instant> instantProperty() {
    return instant;
  }

  /** A time as the timeline says it. */
  public String time(Instant at, ZoneId zone) {
    var from = instant.get();
    return from == null ? Format.time(at, zone) : Format.relative(Duration.between(from, at));
  }

  /** The labels of an axis. */
  public List<TimeAxis.Tick> ticks(TimeAxis axis, ZoneId zone) {
    var from = instant.get();
    return from == null ? axis.ticks(zone) : axis.ticks(from);
  }
}
