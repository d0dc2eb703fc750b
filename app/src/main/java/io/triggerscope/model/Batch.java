package io.triggerscope.model;

import java.time.Instant;
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
