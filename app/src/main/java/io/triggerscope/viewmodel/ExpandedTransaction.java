package io.triggerscope.viewmodel;

import io.triggerscope.model.Transaction;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows below a transaction that is expanded: its batches, and the notifications of those that
 * are expanded too; of a transaction of one batch the notifications at once. Rows are numbered from
 * 0. Confined to the FX thread.
 */
final class ExpandedTransaction {

  private final Transaction transaction;

  /** The index in the transaction of each batch's first notification, and of the one after all. */
  private final int[] firsts;

  private final BitSet expanded = new BitSet();

  ExpandedTransaction(Transaction transaction) {
    this.transaction = transaction;
    var batches = transaction.batches();
    firsts = new int[batches.size() + 1];
    for (int i = 0; i < batches.size(); i++) {
      firsts[i + 1] = firsts[i] + batches.get(i).size();
    }
  }

  Transaction transaction() {
    return transaction;
  }

  int size() {
    int batches = transaction.batches().size();
    if (batches == 1) {
      return transaction.notifications();
    }
    int size = batches;
    for (int i = expanded.nextSetBit(0); i >= 0; i = expanded.nextSetBit(i + 1)) {
      size += size(i);
    }
    return size;
  }

  private int size(int batch) {
    return firsts[batch + 1] - firsts[batch];
  }

  TimelineRow row(int number) {
    if (transaction.batches().size() == 1) {
      return new TimelineRow.OfNotification(transaction, number);
    }
    int before = 0;
    for (int i = expanded.nextSetBit(0); i >= 0; i = expanded.nextSetBit(i + 1)) {
      int place = i + before;
      if (number <= place) {
        break;
      }
      if (number <= place + size(i)) {
        return new TimelineRow.OfNotification(transaction, firsts[i] + number - place - 1);
      }
      before += size(i);
    }
    int batch = number - before;
    return new TimelineRow.OfBatch(transaction, batch, firsts[batch], expanded.get(batch));
  }

  /** The number of the row of this batch. */
  int rowOfBatch(int batch) {
    int row = batch;
    for (int i = expanded.nextSetBit(0); i >= 0 && i < batch; i = expanded.nextSetBit(i + 1)) {
      row += size(i);
    }
    return row;
  }

  /** The number of the row of this notification, whose batch must be expanded. */
  int rowOfNotification(int index) {
    if (transaction.batches().size() == 1) {
      return index;
    }
    int found = Arrays.binarySearch(firsts, index);
    int batch = found < 0 ? -found - 2 : found;
    return rowOfBatch(batch) + 1 + index - firsts[batch];
  }

  /** Expands a batch or folds it; returns how many rows that concerns. */
  int toggle(int batch) {
    expanded.flip(batch);
    return size(batch);
  }
}
