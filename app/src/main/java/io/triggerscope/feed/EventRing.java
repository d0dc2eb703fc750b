package io.triggerscope.feed;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * The newest events, bounded by the number of notifications they hold; older ones are evicted and
 * counted. Events live in chunks whose slots are written once, so that {@link #view()} costs one
 * small array however much is held. Confined to the feed thread; its views may go anywhere.
 */
public final class EventRing {

  private static final int CHUNK = 1024;

  private final long capacity;
  private final ArrayDeque<FeedEvent[]> chunks = new ArrayDeque<>();
  private long first;
  private long end;
  private long weight;
  private long notifications;
  private long evicted;

  /**
   * @param capacity the greatest number of notifications held; every other event counts as one
   */
  EventRing(long capacity) {
    this.capacity = capacity;
  }

  void add(FeedEvent event) {
    int slot = (int) (end % CHUNK);
    if (slot == 0) {
      chunks.addLast(new FeedEvent[CHUNK]);
    }
    chunks.getLast()[slot] = event;
    end++;
    weight += weight(event);
    notifications += notifications(event);
    while (weight > capacity && end - first > 1) {
      evictFirst();
    }
  }

  private void evictFirst() {
    var event = chunks.getFirst()[(int) (first % CHUNK)];
    weight -= weight(event);
    notifications -= notifications(event);
    evicted += notifications(event);
    first++;
    if (first % CHUNK == 0) {
      chunks.removeFirst();
    }
  }

  private static int weight(FeedEvent event) {
    return Math.max(1, notifications(event));
  }

  private static int notifications(FeedEvent event) {
    return switch (event) {
      case Batch batch -> batch.size();
      case Malformed _, BlindWindow _, Marker _ -> 0;
    };
  }

  /** Notifications held. */
  long notifications() {
    return notifications;
  }

  /** Notifications that left because newer ones came. */
  long evicted() {
    return evicted;
  }

  /** What is held now; it does not change when the ring does. */
  View view() {
    return new View(chunks.toArray(FeedEvent[][]::new), first - first % CHUNK, first, end);
  }

  /**
   * The events a ring held at one moment, numbered in the order in which they were closed from
   * {@link #first()} to before {@link #end()}. An event keeps its number in every view. Immutable.
   */
  public static final class View {

    public static final View EMPTY = new View(new FeedEvent[0][], 0, 0, 0);

    private final FeedEvent[][] chunks;
    private final long origin;
    private final long first;
    private final long end;

    private View(FeedEvent[][] chunks, long origin, long first, long end) {
      this.chunks = chunks;
      this.origin = origin;
      this.first = first;
      this.end = end;
    }

    public long first() {
      return first;
    }

    public long end() {
      return end;
    }

    public FeedEvent get(long number) {
      int offset = (int) (number - origin);
      return chunks[offset / CHUNK][offset % CHUNK];
    }

    /**
     * The number of the first event that was closed at or after {@code time}, or {@link #end()}.
     * Events are in the order of closing; what was closed then may have begun one window earlier.
     */
    public long firstAtOrAfter(Instant time) {
      long low = first;
      long high = end;
      while (low < high) {
        long middle = (low + high) >>> 1;
        if (closedAt(get(middle)).isBefore(time)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private static Instant closedAt(FeedEvent event) {
      return switch (event) {
        case Batch batch -> batch.closedAt();
        case Malformed malformed -> malformed.at();
        case BlindWindow window -> window.to();
        case Marker marker -> marker.at();
      };
    }
  }
}
