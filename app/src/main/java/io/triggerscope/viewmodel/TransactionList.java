package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventRing;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The transactions a ring holds, newest first, kept up to date view by view: each batch is folded
 * in once, and a transaction goes when its last batch has left the ring. Confined to the FX thread.
 */
final class TransactionList {

  private final ObservableList<Transaction> transactions = FXCollections.observableArrayList();
  private final ObservableList<Transaction> readOnly =
      FXCollections.unmodifiableObservableList(transactions);

  /** For each transaction, in the same order, the number its last batch has in the ring. */
  private final ArrayDeque<Long> lastNumbers = new ArrayDeque<>();

  private final Set<String> tables = new TreeSet<>();
  private long seen;

  ObservableList<Transaction> transactions() {
    return readOnly;
  }

  /** All tables that ever occurred, in alphabetical order. */
  Set<String> tables() {
    return tables;
  }

  /** Takes in what is new in {@code view} and lets go what the ring has evicted. */
  void update(EventRing.View view) {
    var fresh = new ArrayList<Transaction>();
    var open = new ArrayList<Batch>();
    long openNumber = 0;
    for (long number = Math.max(seen, view.first()); number < view.end(); number++) {
      switch (view.get(number)) {
        case Batch batch -> {
          if (!open.isEmpty() && !open.getFirst().batchId().equals(batch.batchId())) {
            add(fresh, open, openNumber);
          }
          open.add(batch);
          tables.addAll(batch.tables().keySet());
          openNumber = number;
        }
        case Malformed _, BlindWindow _, Marker _ -> {}
      }
    }
    if (!open.isEmpty()) {
      add(fresh, open, openNumber);
    }
    seen = view.end();
    Collections.reverse(fresh);
    transactions.addAll(0, fresh);
    removeEvicted(view.first());
  }

  private void add(List<Transaction> fresh, List<Batch> batches, long number) {
    if (fresh.isEmpty()
        && !transactions.isEmpty()
        && transactions.getFirst().batchId().equals(batches.getFirst().batchId())) {
      transactions.set(0, transactions.getFirst().with(batches));
      lastNumbers.removeFirst();
    } else {
      fresh.add(Transaction.of(batches));
    }
    lastNumbers.addFirst(number);
    batches.clear();
  }

  private void removeEvicted(long first) {
    while (!lastNumbers.isEmpty() && lastNumbers.getLast() < first) {
      lastNumbers.removeLast();
    }
    transactions.remove(lastNumbers.size(), transactions.size());
  }
}
