package io.triggerscope.viewmodel;

import io.triggerscope.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time the timeline shows, and whether it follows the present. Confined to the FX
 * thread.
 */
public final class TimelineViewport {

  /** The spans offered for the visible range. */
  public static final List<Duration> SPANS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private static final List<Duration> OVERVIEW_SPANS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private static final Duration SHORTEST_SPAN = Duration.ofMillis(20);
  private static final Duration LONGEST_SPAN = Duration.ofDays(2);

  /** What is fitted gets so much room on either side, as a share of it. */
  private static final double MARGIN = 0.04;

  private final ReadOnlyObjectWrapper<TimeRange> visible;
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ReadOnlyBooleanWrapper following =
      new ReadOnlyBooleanWrapper(this, "following", true);
  private @Nullable TimeRange whole;

  TimelineViewport(Instant start) {
    now = new ReadOnlyObjectWrapper<>(this, "now", start);
    visible =
        new ReadOnlyObjectWrapper<>(
            this, "visible", TimeRange.endingAt(start, Duration.ofMinutes(1)));
  }

  /** The stretch of time that the lanes show. */
  public ReadOnlyObjectProperty<TimeRange> visibleProperty() {
    return visible.getReadOnlyProperty();
  }

  /** The right end of the overview: the present, or when the view was paused. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** Whether the newest stays at the right end and new transactions appear in the table. */
  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  void follow() {
    following.set(true);
  }

  /** Leaves the range where it is, whatever comes. */
  public void stay() {
    following.set(false);
  }

  /** Goes on to another present. */
  void advance(Instant present) {
    now.set(present);
    if (following.get()) {
      visible.set(TimeRange.endingAt(present, visible.get().span()));
    }
  }

  /** Shows all of {@code range}, beyond which nothing will come. */
  void showWhole(TimeRange range) {
    whole = range;
    show(range);
  }

  /**
   * What the overview spans: the whole of what cannot grow, else all that is held, rounded up, and
   * at least the visible span.
   *
   * @param oldest of what is held
   */
  TimeRange overview(Instant oldest) {
    if (whole != null) {
      return whole;
    }
    var needed = Duration.between(oldest, now.get());
    if (needed.compareTo(visible.get().span()) < 0) {
      needed = visible.get().span();
    }
    for (var span : OVERVIEW_SPANS) {
      if (span.compareTo(needed) >= 0) {
        return TimeRange.endingAt(now.get(), span);
      }
    }
    return TimeRange.endingAt(now.get(), needed);
  }

  /** Shows a span: the newest when following, else around the middle of what is visible. */
  public void showSpan(Duration span) {
    visible.set(
        following.get()
            ? TimeRange.endingAt(now.get(), span)
            : TimeRange.endingAt(visible.get().middle().plus(span.dividedBy(2)), span));
  }

  /** Zooms around an instant; while following the right end stays. */
  public void zoom(double factor, Instant around) {
    var range = visible.get();
    var zoomed = range.zoomed(factor, following.get() ? range.to() : around);
    if (zoomed.span().compareTo(SHORTEST_SPAN) >= 0 && zoomed.span().compareTo(LONGEST_SPAN) <= 0) {
      visible.set(zoomed);
    }
  }

  /** Shows another stretch of time and stops following. */
  public void show(TimeRange range) {
    stay();
    visible.set(range.span().compareTo(SHORTEST_SPAN) < 0 ? around(range.middle()) : range);
  }

  private static TimeRange around(Instant middle) {
    return TimeRange.endingAt(middle.plus(SHORTEST_SPAN.dividedBy(2)), SHORTEST_SPAN);
  }

  /** Shows a stretch of time with a little room on either side, and stops following. */
  public void fit(TimeRange range) {
    show(range.zoomed(1 + 2 * MARGIN, range.middle()));
  }
}
