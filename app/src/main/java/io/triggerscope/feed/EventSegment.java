package io.triggerscope.feed;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of events in columns, so that a notification takes about a hundred bytes and no objects
 * of its own, however small its transaction. Slots are written once, by the feed thread; what was
 * written before a view was handed over may be read by any.
 */
final class EventSegment {

  static final int LENGTH = 4096;

  private static final ClosedBy[] CLOSED_BY = ClosedBy.values();

  /** A payload that was not understood, without its text. */
  private record MalformedAt(Instant at, long payload, int length, String reason) {}

  private final PayloadStore payloads;
  private final long firstNumber;
  private final long firstPayload;
  private int events;
  private int notifications;

  private final int[] begins = new int[LENGTH + 1];
  private final IdColumn batchIds = new IdColumn(LENGTH);
  private final TimeColumn closedAt = new TimeColumn(LENGTH);
  private final byte[] closedBy = new byte[LENGTH];
  private volatile Object @Nullable [] others;

  private final KindColumn kinds;
  private final IdColumn users;
  private final IdColumn records;
  private final IdColumn agents;
  private final TimeColumn timestamps;
  private final TimeColumn receivedAt;
  private final int[] payloadAt;
  private final int[] payloadLength;

  /**
   * @param firstNumber the number of its first event
   * @param least how many notifications it must have room for at least
   */
  EventSegment(PayloadStore payloads, long firstNumber, int least) {
    this.payloads = payloads;
    this.firstNumber = firstNumber;
    this.firstPayload = payloads.end();
    int length = Math.max(LENGTH, least);
    kinds = new KindColumn(length);
    users = new IdColumn(length);
    records = new IdColumn(length);
    agents = new IdColumn(length);
    timestamps = new TimeColumn(length);
    receivedAt = new TimeColumn(length);
    payloadAt = new int[length];
    payloadLength = new int[length];
  }

  long firstNumber() {
    return firstNumber;
  }

  /** The number of the event after its last. */
  long end() {
    return firstNumber + events;
  }

  boolean hasRoom(int more) {
    return events < LENGTH
        && notifications + more <= kinds.length()
        && payloads.end() - firstPayload < Integer.MAX_VALUE / 2;
  }

  void add(List<Notification> batch, Instant closed, ClosedBy by) {
    batchIds.set(events, batch.getFirst().batchId());
    closedAt.set(events, closed);
    closedBy[events] = (byte) by.ordinal();
    for (var notification : batch) {
      add(notification);
    }
    added();
  }

  /** Adds an event that is no batch. */
  void add(FeedEvent event) {
    switch (event) {
      case Batch batch -> throw new IllegalArgumentException(batch.toString());
      case Malformed malformed -> {
        long position = payloads.end();
        int length = payloads.add(kept(malformed.text()));
        addOther(new MalformedAt(malformed.at(), position, length, malformed.reason()));
        closedAt.set(events, malformed.at());
      }
      case BlindWindow window -> {
        addOther(window);
        closedAt.set(events, window.to());
      }
      case Marker marker -> {
        addOther(marker);
        closedAt.set(events, marker.at());
      }
    }
    added();
  }

  private void added() {
    events++;
    begins[events] = notifications;
  }

  private void add(Notification notification) {
    int i = notifications++;
    kinds.set(i, notification.table(), notification.operation());
    users.set(i, notification.userId());
    records.set(i, notification.recordId());
    agents.set(i, notification.agentId());
    timestamps.set(i, notification.timestamp());
    receivedAt.set(i, notification.receivedAt());
    payloadAt[i] = (int) (payloads.end() - firstPayload);
    payloadLength[i] = payloads.add(kept(notification.text()));
  }

  private static Utf8Text kept(@Nullable Utf8Text payload) {
    return Objects.requireNonNull(payload, "an event that was read from a ring");
  }

  private void addOther(Object event) {
    var slots = others;
    if (slots == null) {
      slots = new Object[LENGTH];
      others = slots;
    }
    slots[events] = event;
  }

  // ---- reading ----

  /** Whether the event at this index, from 0, is a batch. */
  boolean isBatch(int event) {
    var slots = others;
    return slots == null || slots[event] == null;
  }

  boolean isMalformed(int event) {
    var slots = others;
    return slots != null && slots[event] instanceof MalformedAt;
  }

  Instant closedAt(int event) {
    return closedAt.get(event);
  }

  long closedAtNanos(int event) {
    return closedAt.nanos(event);
  }

  ClosedBy closedBy(int event) {
    return CLOSED_BY[closedBy[event]];
  }

  /** The index of the batch's first notification. */
  int begin(int event) {
    return begins[event];
  }

  /** The index after the batch's last notification. */
  int end(int event) {
    return begins[event + 1];
  }

  String batchId(int event) {
    return Objects.requireNonNull(batchIds.get(event));
  }

  /** Whether a batch of another segment, or of this one, is of the same transaction. */
  boolean sameTransaction(int event, EventSegment other, int otherEvent) {
    return batchIds.same(event, other.batchIds, otherEvent);
  }

  String table(int notification) {
    return kinds.get(notification).table();
  }

  String operation(int notification) {
    return kinds.get(notification).operation();
  }

  @Nullable String userId(int notification, RecentUuids recent) {
    return users.get(notification, recent);
  }

  @Nullable String agentId(int notification, RecentUuids recent) {
    return agents.get(notification, recent);
  }

  long receivedAtNanos(int notification) {
    return receivedAt.nanos(notification);
  }

  /** The position of an event's oldest payload; of one that has none, where it would stand. */
  long payload(int event) {
    if (isMalformed(event)) {
      return ((MalformedAt) Objects.requireNonNull(others)[event]).payload;
    }
    int next = begins[event];
    if (next < notifications) {
      return firstPayload + payloadAt[next];
    }
    return next == 0 ? firstPayload : firstPayload + payloadAt[next - 1] + payloadLength[next - 1];
  }

  // ---- columns, each by the index of a notification but for the ids of the batches ----

  KindColumn kinds() {
    return kinds;
  }

  IdColumn users() {
    return users;
  }

  IdColumn agents() {
    return agents;
  }

  IdColumn records() {
    return records;
  }

  /** By the index of the event. */
  IdColumn batchIds() {
    return batchIds;
  }

  PayloadStore payloads() {
    return payloads;
  }

  long payloadPosition(int notification) {
    return firstPayload + payloadAt[notification];
  }

  int payloadLength(int notification) {
    return payloadLength[notification];
  }

  /** The length of the payload of an event that was not understood. */
  int malformedLength(int event) {
    return ((MalformedAt) Objects.requireNonNull(others)[event]).length;
  }

  /** An event that is no batch. */
  FeedEvent other(int event) {
    return switch (Objects.requireNonNull(others)[event]) {
      case MalformedAt(var at, var position, var length, var reason) ->
          new Malformed(at, payloads.text(position, length), reason);
      case FeedEvent other -> other;
      case Object unknown -> throw new IllegalStateException(unknown.toString());
    };
  }

  Notification notification(int notification, String batchId) {
    int i = notification;
    return new Notification(
        table(i),
        operation(i),
        users.get(i),
        records.get(i),
        agents.get(i),
        timestamps.get(i),
        batchId,
        receivedAt.get(i),
        payloads.text(payloadPosition(i), payloadLength[i]));
  }
}
