package io.triggerscope.viewmodel;

import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;

/**
 * A row of the table of transactions: one of them, or a part of one that is expanded. Immutable.
 */
public sealed interface TimelineRow {

  /** The transaction it is, or is of. */
  Transaction transaction();

  /**
   * A whole transaction.
   *
   * @param expanded whether its parts follow
   */
  record OfTransaction(Transaction transaction, boolean expanded) implements TimelineRow {}

  /**
   * A batch of an expanded transaction.
   *
   * @param index in the transaction, from 0
   * @param first the index in the transaction of its first notification
   * @param expanded whether its notifications follow
   */
  record OfBatch(Transaction transaction, int index, int first, boolean expanded)
      implements TimelineRow {

    public Batch batch() {
      return transaction.batches().get(index);
    }
  }

  /**
   * A notification of an expanded batch, or of an expanded transaction of one batch.
   *
   * @param index in the transaction, from 0
   */
  record OfNotification(Transaction transaction, int index) implements TimelineRow {

    public Notification notification() {
      return transaction.notification(index);
    }
  }

  /** Whether there are parts to expand it into. */
  default boolean isExpandable() {
    return switch (this) {
      case OfTransaction _, OfBatch _ -> true;
      case OfNotification _ -> false;
    };
  }

  /** Whether its parts follow. */
  default boolean isExpanded() {
    return switch (this) {
      case OfTransaction(_, var expanded) -> expanded;
      case OfBatch(_, _, _, var expanded) -> expanded;
      case OfNotification _ -> false;
    };
  }

  /** The index in the transaction of its first notification. */
  default int firstNotification() {
    return switch (this) {
      case OfTransaction _ -> 0;
      case OfBatch(_, _, var first, _) -> first;
      case OfNotification(_, var index) -> index;
    };
  }
}
