package io.triggerscope.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the batching closed and handed on: notifications of one transaction, in order. Immutable.
 *
 * @param notifications at least one, all bearing {@code batchId}
 * @param closedAt when it was closed, by this computer's clock
 */
public record Batch(
    String batchId,
    List<Notification> notifications,
    Instant closedAt,
    ClosedBy closedBy,
    Cascade cascade)
    implements FeedEvent {

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

  /** The number of notifications for each table, in order of first appearance. */
  public Map<String, Integer> tables() {
    var tables = new LinkedHashMap<String, Integer>();
    for (var notification : notifications) {
      tables.merge(notification.table(), 1, Integer::sum);
    }
    return tables;
  }
}
