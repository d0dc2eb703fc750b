package io.triggerscope.feed;

import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest events, bounded by the number of notifications they hold and by what their payloads
 * take in the {@link PayloadStore}; older ones are evicted and counted. Confined to the feed
 * thread; its views may go anywhere.
 */
final class EventRing {

  /** What is in the file beyond this share of it is for views that are kept, as while paused. */
  private final long mostBytes;

  private final long capacity;
  private final PayloadStore payloads;
  private final CascadePlanner planner;
  private final ArrayDeque<EventSegment> segments = new ArrayDeque<>();
  private long first;
  private long end;
  private long weight;
  private long notifications;
  private long evicted;

  /**
   * @param capacity the greatest number of notifications held; every other event counts as one
   * @param planner says what the batches of a view invalidate
   */
  EventRing(long capacity, PayloadStore payloads, CascadePlanner planner) {
    this.capacity = capacity;
    this.payloads = payloads;
    this.mostBytes = payloads.capacity() / 4;
    this.planner = planner;
  }

  /** Adds a batch of these notifications, all of one transaction. */
  void add(List<Notification> batch, Instant closedAt, ClosedBy closedBy) {
    segmentFor(batch.size()).add(batch, closedAt, closedBy);
    notifications += batch.size();
    added(batch.size());
  }

  /** Adds an event that is no batch. */
  void add(FeedEvent event) {
    segmentFor(0).add(event);
    added(1);
  }

  private EventSegment segmentFor(int size) {
    if (segments.isEmpty() || !segments.getLast().hasRoom(size)) {
      segments.addLast(new EventSegment(payloads, end, size));
    }
    return segments.getLast();
  }

  private void added(int more) {
    end++;
    weight += more;
    while (end - first > 1 && (weight > capacity || oldestPayloadIsLeaving())) {
      evictFirst();
    }
  }

  private boolean oldestPayloadIsLeaving() {
    var segment = segments.getFirst();
    long position = segment.payload((int) (first - segment.firstNumber()));
    return position < Math.max(payloads.oldest(), payloads.end() - mostBytes);
  }

  private void evictFirst() {
    var segment = segments.getFirst();
    int event = (int) (first - segment.firstNumber());
    int size = segment.end(event) - segment.begin(event);
    weight -= Math.max(1, size);
    notifications -= size;
    evicted += size;
    first++;
    if (first == segment.end()) {
      segments.removeFirst();
    }
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
  EventView view() {
    return new EventView(segments.toArray(EventSegment[]::new), first, end, planner);
  }
}
