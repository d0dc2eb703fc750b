package io.triggerscope.feed;

import io.triggerscope.model.Batch;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Notifications for tests, told apart by a number. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final CascadePlanner PLANNER = new CascadePlanner(CascadeRules.shipped());

  private Samples() {}

  static EventRing ring(long capacity) {
    return new EventRing(capacity, new PayloadStore(), PLANNER);
  }

  static Batch batch(List<Notification> notifications, Instant closedAt, ClosedBy closedBy) {
    return batch(notifications, closedAt, closedBy, PLANNER.plan(notifications));
  }

  static Batch batch(
      List<Notification> notifications, Instant closedAt, ClosedBy closedBy, Cascade cascade) {
    var tables = new LinkedHashMap<String, Integer>();
    notifications.forEach(notification -> tables.merge(notification.table(), 1, Integer::sum));
    return new Batch(
        notifications.getFirst().batchId(), notifications, tables, closedAt, closedBy, cascade);
  }

  /** Those that the view shows. */
  static List<FeedEvent> events(EventView view) {
    return LongStream.range(view.first(), view.end())
        .<@Nullable FeedEvent>mapToObj(view::get)
        .filter(Objects::nonNull)
        .toList();
  }

  static String payload(
      String table, String user, @Nullable String agent, String batchId, int number) {
    return """
    {"table":"%s","operation":"UPDATE","user_id":"%s","record_id":"r%d","agent_id":%s,\
    "timestamp":1795348800.25,"batch_id":"%s"}"""
        .formatted(table, user, number, agent == null ? "null" : "\"" + agent + "\"", batchId);
  }

  static Notification notification(String batchId, int number, Instant receivedAt) {
    return notification("calls", "user-" + number % 3, "agent-" + number % 2, batchId, receivedAt);
  }

  static Notification notification(
      String table, String user, @Nullable String agent, String batchId, Instant receivedAt) {
    var parsed =
        new PayloadParser().parse(Utf8Text.of(payload(table, user, agent, batchId, 0)), receivedAt);
    return switch (parsed) {
      case PayloadParser.Parsed.Understood(var notification) -> notification;
      case PayloadParser.Parsed.NotUnderstood(var malformed) ->
          throw new AssertionError(malformed.reason());
    };
  }
}
