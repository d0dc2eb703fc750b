package io.triggerscope.feed;

import io.triggerscope.model.EpochNanos;
import io.triggerscope.model.FeedEvent;
import java.time.Instant;

/**
 * The events a ring held at one moment, numbered in the order in which they were closed from {@link
 * #first()} to before {@link #end()}. An event keeps its number in every view. Immutable; a payload
 * is null once newer ones have taken its place, which may happen to a view that is kept for long.
 */
public final class EventView {

  public static final EventView EMPTY =
      new EventView(new EventSegment[0], 0, 0, new CascadePlanner(CascadeRules.NONE));

  private static final int RECENT_UUIDS = 1024;
  private static final int UUIDS_OF_A_BATCH = 8;

  private final EventSegment[] segments;
  private final long first;
  private final long end;
  private final CascadePlanner planner;

  EventView(EventSegment[] segments, long first, long end, CascadePlanner planner) {
    this.segments = segments;
    this.first = first;
    this.end = end;
    this.planner = planner;
  }

  public long first() {
    return first;
  }

  public long end() {
    return end;
  }

  public boolean isEmpty() {
    return first == end;
  }

  public FeedEvent get(long number) {
    int index = segmentOf(number);
    var segment = segments[index];
    int event = (int) (number - segment.firstNumber());
    if (!segment.isBatch(event)) {
      return segment.other(event);
    }
    var cursor =
        new EventCursor(segments, index, number, number + 1, new RecentUuids(UUIDS_OF_A_BATCH));
    cursor.next();
    return cursor.batch(planner);
  }

  /** Stands before the event with this number. */
  public EventCursor from(long number) {
    var recent = new RecentUuids(RECENT_UUIDS);
    return new EventCursor(segments, segmentOf(number), number, end, recent);
  }

  /** The index of the last segment that begins at or before this event. */
  private int segmentOf(long number) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].firstNumber() <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * The number of the first event that was closed at or after {@code time}, or {@link #end()}.
   * Events are in the order of closing; what was closed then may have begun one window earlier.
   */
  public long firstAtOrAfter(Instant time) {
    long nanos = EpochNanos.of(time);
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      var segment = segments[segmentOf(middle)];
      if (segment.closedAtNanos((int) (middle - segment.firstNumber())) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
