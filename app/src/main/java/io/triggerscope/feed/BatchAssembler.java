package io.triggerscope.feed;

import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles notifications into batches: one batch is open at a time, since PostgreSQL delivers the
 * notifications of one transaction next to each other. It has no clock of its own. Confined to the
 * feed thread.
 */
final class BatchAssembler {

  /** Takes what was closed: at least one notification, all of one transaction, in order. */
  interface Closed {
    void batch(List<Notification> notifications, ClosedBy closedBy, Instant closedAt);
  }

  private final Batching batching;
  private final Closed closed;
  private final List<Notification> open = new ArrayList<>();
  private Instant due = Instant.MAX;

  BatchAssembler(Batching batching, Closed closed) {
    this.batching = batching;
    this.closed = closed;
  }

  void accept(Notification notification) {
    if (!open.isEmpty() && !open.getFirst().batchId().equals(notification.batchId())) {
      close(ClosedBy.TRANSACTION_END, notification.receivedAt());
    }
    closeWhenDue(notification.receivedAt());
    if (open.isEmpty()) {
      due = notification.receivedAt().plus(batching.window());
    }
    open.add(notification);
    if (open.size() == batching.size()) {
      close(ClosedBy.SIZE, notification.receivedAt());
    }
  }

  /** Closes the open batch if its window has passed at {@code now}. */
  void closeWhenDue(Instant now) {
    if (!open.isEmpty() && !now.isBefore(due)) {
      close(ClosedBy.WINDOW, now);
    }
  }

  /** Closes the open batch, if there is one. */
  void close(ClosedBy closedBy, Instant now) {
    if (!open.isEmpty()) {
      var notifications = List.copyOf(open);
      open.clear();
      closed.batch(notifications, closedBy, now);
    }
  }

  /** How long from {@code now} until the open batch is due; {@code longest} when none is open. */
  Duration untilDue(Instant now, Duration longest) {
    if (open.isEmpty()) {
      return longest;
    }
    var wait = Duration.between(now, due);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
