package io.triggerscope.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the batching closed and handed on: notifications of one transaction, in order. Immutable.
 *
 * @param notifications at least one, all bearing {@code batchId}
 * @param tables the number of notifications for each table, in order of first appearance
 * @param closedAt when it was closed, by this computer's clock
 */
public record Batch(
    String batchId,
    List<Notification> notifications,
    Map<String, Integer> tables,
    Instant closedAt,
    ClosedBy closedBy,
    Cascade cascade)
    implements FeedEvent {

  public static Batch of(
      List<Notification> notifications, Instant closedAt, ClosedBy closedBy, Cascade cascade) {
    return new Batch(
        notifications.getFirst().batchId(),
        notifications,
        count(notifications),
        closedAt,
        closedBy,
        cascade);
  }

  private static Map<String, Integer> count(List<Notification> notifications) {
    if (notifications.size() == 1) {
      return Map.of(notifications.getFirst().table(), 1);
    }
    var tables = new LinkedHashMap<String, Integer>();
    for (var notification : notifications) {
      tables.merge(notification.table(), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(tables);
  }

  @Override
  public Instant at() {
    return firstReceivedAt();
  }

  public Instant firstReceivedAt() {
    return notifications.getFirst().receivedAt();
  }

  public int size() {
    return notifications.size();
  }
}
