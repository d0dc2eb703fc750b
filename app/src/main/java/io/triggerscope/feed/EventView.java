package io.triggerscope.feed;

import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.SeenValues;
import io.triggerscope.model.Batch;
import io.triggerscope.model.EpochNanos;
import io.triggerscope.model.FeedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events a ring held at one moment, numbered in the order in which they were closed from {@link
 * #first()} to before {@link #end()}. An event keeps its number in every view. A filtered view
 * shows what matches, under the same numbers. Immutable; a payload is null once newer ones have
 * taken its place, which may happen to a view that is kept for long.
 */
public final class EventView {

  public static final EventView EMPTY =
      new EventView(new EventSegment[0], 0, 0, new CascadePlanner(CascadeRules.NONE));

  private static final int MOST_SEEN = 20_000;
  private static final int RECENT_UUIDS = 1024;
  private static final int UUIDS_OF_A_BATCH = 8;

  private final EventSegment[] segments;
  private final Matches @Nullable [] matches;
  private final long first;
  private final long end;
  private final CascadePlanner planner;

  EventView(EventSegment[] segments, long first, long end, CascadePlanner planner) {
    this(segments, null, first, end, planner);
  }

  private EventView(
      EventSegment[] segments,
      Matches @Nullable [] matches,
      long first,
      long end,
      CascadePlanner planner) {
    this.segments = segments;
    this.matches = matches;
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

  /** Whether it holds no event, be it shown or not. */
  public boolean isEmpty() {
    return first == end;
  }

  /** When its first event, be it shown or not, was received or happened. */
  public Instant oldestAt() {
    var oldest = new EventView(segments, first, end, planner).get(first);
    return Objects.requireNonNull(oldest).at();
  }

  /** By which its cascades are worked out. */
  public CascadeRules rules() {
    return planner.rules();
  }

  /** The same events, whose cascades are worked out by other rules. */
  public EventView with(CascadeRules rules) {
    return rules.equals(rules())
        ? this
        : new EventView(segments, matches, first, end, new CascadePlanner(rules));
  }

  /** How many notifications it shows. */
  public long notifications() {
    return notificationsFrom(first);
  }

  /** How many notifications it shows in the events from this number on. */
  public long notificationsFrom(long number) {
    long sum = 0;
    for (int i = segmentOf(number); i < segments.length; i++) {
      int from = segments[i].begin(eventAt(i, Math.max(first, number)));
      int to = segments[i].begin(eventAt(i, end));
      sum += matches == null ? to - from : matches[i].count(from, to);
    }
    return sum;
  }

  /** What it holds from this number on. */
  public EventView since(long number) {
    long from = Math.clamp(number, first, end);
    if (from == first) {
      return this;
    }
    int index = segmentOf(from);
    return new EventView(
        Arrays.copyOfRange(segments, index, segments.length),
        matches == null ? null : Arrays.copyOfRange(matches, index, matches.length),
        from,
        end,
        planner);
  }

  /** The batches it shows of the events numbered from {@code from} to before {@code to}. */
  public List<Batch> batches(long from, long to) {
    var batches = new ArrayList<Batch>();
    var cursor = from(Math.max(from, first));
    while (cursor.nextBatch() && cursor.number() < to) {
      batches.add(cursor.batch(planner));
    }
    return batches;
  }

  /** What of it matches the query; {@link Filter} does the same for view after view. */
  public EventView filtered(FilterQuery query) {
    return new Filter(query).of(this);
  }

  /** The values in the newest 20,000 of the events it shows, for completing a query. */
  public SeenValues seenValues() {
    return ValueCount.of(this, MOST_SEEN);
  }

  /** The same events, of which those are shown that match. */
  EventView showing(Matches[] matching) {
    return new EventView(segments, matching, first, end, planner);
  }

  /** The same events, all shown. */
  EventView unfiltered() {
    return matches == null ? this : new EventView(segments, first, end, planner);
  }

  int segments() {
    return segments.length;
  }

  EventSegment segment(int index) {
    return segments[index];
  }

  /** The index in this segment of the event with this number, or of the nearest it has. */
  int eventAt(int segment, long number) {
    long after = segment + 1 < segments.length ? segments[segment + 1].firstNumber() : end;
    long begin = segments[segment].firstNumber();
    return (int) (Math.clamp(number, begin, after) - begin);
  }

  /** The event with this number; null if it is not shown. */
  public @Nullable FeedEvent get(long number) {
    int index = segmentOf(number);
    var segment = segments[index];
    int event = (int) (number - segment.firstNumber());
    if (matches != null && !matches[index].isShown(event)) {
      return null;
    }
    if (!segment.isBatch(event)) {
      return segment.other(event);
    }
    var recent = new RecentUuids(UUIDS_OF_A_BATCH);
    var cursor = new EventCursor(segments, matches, index, number, number + 1, recent);
    cursor.next();
    return cursor.batch(planner);
  }

  /** Stands before the event with this number. */
  public EventCursor from(long number) {
    var recent = new RecentUuids(RECENT_UUIDS);
    return new EventCursor(segments, matches, segmentOf(number), number, end, recent);
  }

  /** The number of the first event from which on there are at most so many, notifications too. */
  long newest(int most) {
    long number = end;
    int sum = 0;
    while (number > first) {
      int index = segmentOf(number - 1);
      var segment = segments[index];
      int event = (int) (number - 1 - segment.firstNumber());
      sum += Math.max(1, segment.end(event) - segment.begin(event));
      if (sum > most) {
        break;
      }
      number--;
    }
    return number;
  }

  /** The index of the last segment that begins at or before this event. */
  int segmentOf(long number) {
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
