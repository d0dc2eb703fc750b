package io.triggerscope.feed;

import io.triggerscope.model.Batch;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;
import java.util.AbstractList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of a view, oldest first, without making objects of them: a view may hold
 * hundreds of thousands. What it tells is of the event it stands on, and but for {@link #number}
 * and {@link #closedAtNanos} of a batch. In a filtered view it goes past what does not match, and
 * the notifications it tells of are those that do. Confined to its user.
 */
public final class EventCursor implements Changes {

  private final EventSegment[] segments;
  private final Matches @Nullable [] matches;
  private final long end;
  private final RecentUuids recent;
  private int next;
  private EventSegment segment;
  private long segmentEnd;
  private long number;
  private @Nullable EventSegment batchBefore;
  private int eventBefore;
  private int event;
  private int begin;
  private int size;

  /** Where the notifications shown are, if they are not one behind the other. */
  private int @Nullable [] places;

  /**
   * @param matches of each segment; null: all match
   * @param first the index of the segment that holds the event {@code from}
   * @param end the number of the event after the last
   */
  @SuppressWarnings("NullAway.Init") // it stands nowhere before the first call of next()
  EventCursor(
      EventSegment[] segments,
      Matches @Nullable [] matches,
      int first,
      long from,
      long end,
      RecentUuids recent) {
    this.segments = segments;
    this.matches = matches;
    this.next = first;
    this.number = from - 1;
    this.end = end;
    this.recent = recent;
  }

  /** Goes to the next event; false if there is none. */
  public boolean next() {
    if (size > 0) {
      batchBefore = segment;
      eventBefore = event;
    }
    number++;
    if (number >= end) {
      size = 0;
      return false;
    }
    if (number >= segmentEnd) {
      segment = segments[next++];
      segmentEnd = segment.end();
    }
    event = (int) (number - segment.firstNumber());
    if (matches != null) {
      return nextMatch(matches);
    }
    begin = segment.begin(event);
    size = segment.end(event) - begin;
    return true;
  }

  /** Goes to the first event shown from the one it stands on; false if there is none. */
  private boolean nextMatch(Matches[] all) {
    event = all[next - 1].nextShown(event);
    while (event < 0) {
      if (segment.firstNumber() >= end || next == segments.length) {
        number = end;
        size = 0;
        return false;
      }
      segment = segments[next++];
      segmentEnd = segment.end();
      event = all[next - 1].nextShown(0);
    }
    number = segment.firstNumber() + event;
    if (number >= end) {
      number = end;
      size = 0;
      return false;
    }
    begin = segment.begin(event);
    size = segment.end(event) - begin;
    places = size == 0 ? null : all[next - 1].places(begin, begin + size);
    if (places != null) {
      size = places.length;
      begin = places[0];
    }
    return true;
  }

  /** The place in the columns of the notification at this index. */
  private int place(int index) {
    return places == null ? begin + index : places[index];
  }

  /** Goes to the next batch, past everything else; false if there is none. */
  public boolean nextBatch() {
    while (next()) {
      if (size > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether it stands on a payload that was not understood. */
  public boolean isMalformed() {
    return size == 0 && segment.isMalformed(event);
  }

  /** The event's number in the view. */
  public long number() {
    return number;
  }

  /** Whether the last batch gone through before it is of the same transaction. */
  public boolean goesOn() {
    return batchBefore != null && segment.sameTransaction(event, batchBefore, eventBefore);
  }

  public String batchId() {
    return segment.batchId(event);
  }

  /** When the first notification it shows was received, in nanoseconds since 1970. */
  public long firstReceivedAtNanos() {
    return segment.receivedAtNanos(begin);
  }

  /** When the notification at this index was received, in nanoseconds since 1970. */
  public long receivedAtNanos(int index) {
    return segment.receivedAtNanos(place(index));
  }

  /** When it was closed, or happened, in nanoseconds since 1970. */
  public long closedAtNanos() {
    return segment.closedAtNanos(event);
  }

  /** The number of notifications; 0 for what is no batch. */
  @Override
  public int size() {
    return size;
  }

  @Override
  public String table(int index) {
    return segment.table(place(index));
  }

  @Override
  public String operation(int index) {
    return segment.operation(place(index));
  }

  @Override
  public @Nullable String userId(int index) {
    return segment.userId(place(index), recent);
  }

  @Override
  public @Nullable String agentId(int index) {
    return segment.agentId(place(index), recent);
  }

  public @Nullable String recordId(int index) {
    return segment.records().get(place(index), recent);
  }

  /** The notification at this index, made anew with each call; its payload is read. */
  public Notification notification(int index) {
    return segment.notification(place(index), batchId());
  }

  /** The event it stands on, which is no batch; its payload is read. */
  public FeedEvent other() {
    return segment.other(event);
  }

  /** All of it that is shown; its notifications are read only when they are asked for. */
  Batch batch(CascadePlanner planner) {
    var batchId = batchId();
    return new Batch(
        batchId,
        new Notifications(segment, batchId, begin, size, places),
        tables(),
        segment.closedAt(event),
        segment.closedBy(event),
        planner.plan(this));
  }

  private Map<String, Integer> tables() {
    if (size == 1) {
      return Map.of(table(0), 1);
    }
    var tables = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < size; i++) {
      tables.merge(table(i), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(tables);
  }

  private static final class Notifications extends AbstractList<Notification>
      implements RandomAccess {

    private final EventSegment segment;
    private final String batchId;
    private final int begin;
    private final int size;
    private final int @Nullable [] places;

    Notifications(
        EventSegment segment, String batchId, int begin, int size, int @Nullable [] places) {
      this.segment = segment;
      this.batchId = batchId;
      this.begin = begin;
      this.size = size;
      this.places = places;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Notification get(int index) {
      int checked = Objects.checkIndex(index, size);
      return segment.notification(places == null ? begin + checked : places[checked], batchId);
    }
  }
}
