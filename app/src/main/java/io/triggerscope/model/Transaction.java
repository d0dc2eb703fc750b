package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All batches that bear one {@code batchId}, as far as they have come. Immutable.
 *
 * @param firstEvent the number its first batch has in the ring
 * @param batches in order, at least one
 * @param tables the number of notifications for each table, in order of first appearance
 * @param users for each user the batched cache operations
 */
public record Transaction(
    long firstEvent,
    String batchId,
    List<Batch> batches,
    Map<String, Integer> tables,
    Map<String, Integer> users,
    int notifications,
    long naiveOps,
    long batchedOps) {

  /**
   * Whether it is the same transaction, and shows as much. Comparing the notifications would read
   * the payload of each.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Transaction that
        && firstEvent == that.firstEvent
        && notifications == that.notifications
        && naiveOps == that.naiveOps
        && batchedOps == that.batchedOps
        && batchId.equals(that.batchId);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(firstEvent);
  }

  /** Adds up what the batches of one transaction hold. */
  public static Transaction of(long firstEvent, List<Batch> batches) {
    Map<String, Integer> tables = new LinkedHashMap<>();
    Map<String, Integer> users = new LinkedHashMap<>();
    int notifications = 0;
    long naiveOps = 0;
    long batchedOps = 0;
    for (var batch : batches) {
      batch.tables().forEach((table, count) -> tables.merge(table, count, Integer::sum));
      batch
          .cascade()
          .domains()
          .forEach((user, domains) -> users.merge(user, domains.size(), Integer::sum));
      notifications += batch.size();
      naiveOps += batch.cascade().naiveOps();
      batchedOps += batch.cascade().batchedOps();
    }
    return new Transaction(
        firstEvent,
        batches.getFirst().batchId(),
        List.copyOf(batches),
        tables,
        users,
        notifications,
        naiveOps,
        batchedOps);
  }

  public Instant firstReceivedAt() {
    return batches.getFirst().firstReceivedAt();
  }

  /**
   * From the first payload's own timestamp to its reception. For our trigger that is from the start
   * of the transaction by the server's clock, so a long transaction counts in full.
   */
  public Duration latency() {
    var first = batches.getFirst().notifications().getFirst();
    return Duration.between(first.timestamp(), first.receivedAt());
  }

  public double saved() {
    return Cascade.saved(naiveOps, batchedOps);
  }

  /** The notification at {@code index}, counted over all batches from 0. */
  public Notification notification(int index) {
    int left = index;
    for (var batch : batches) {
      if (left < batch.size()) {
        return batch.notifications().get(left);
      }
      left -= batch.size();
    }
    throw new IndexOutOfBoundsException(index);
  }
}
