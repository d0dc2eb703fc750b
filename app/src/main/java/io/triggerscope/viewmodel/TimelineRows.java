package io.triggerscope.viewmodel;

import io.triggerscope.model.Transaction;
import java.util.AbstractList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javafx.collections.ListChangeListener.Change;
import javafx.collections.ObservableListBase;

/**
 * The rows of the table: the transactions of a list, and below each that is expanded its parts.
 * What is expanded folds when the transactions change, which they do only while one follows or asks
 * another question. Confined to the FX thread.
 */
final class TimelineRows extends ObservableListBase<TimelineRow> {

  private final TransactionList transactions;

  /** What is expanded, by the row its transaction has in the list. */
  private final NavigableMap<Integer, ExpandedTransaction> expanded = new TreeMap<>();

  private int rows;

  TimelineRows(TransactionList transactions) {
    this.transactions = transactions;
    transactions.addListener(this::changed);
  }

  @Override
  public int size() {
    return transactions.size() + below(Integer.MAX_VALUE);
  }

  /** How many rows there are below the transactions before this one. */
  private int below(int transaction) {
    int sum = 0;
    for (var expansion : expanded.headMap(transaction).values()) {
      sum += expansion.size();
    }
    return sum;
  }

  @Override
  public TimelineRow get(int row) {
    int below = 0;
    for (var entry : expanded.entrySet()) {
      int place = entry.getKey() + below;
      if (row <= place) {
        break;
      }
      if (row <= place + entry.getValue().size()) {
        return entry.getValue().row(row - place - 1);
      }
      below += entry.getValue().size();
    }
    int transaction = row - below;
    return new TimelineRow.OfTransaction(
        transactions.get(transaction), expanded.containsKey(transaction));
  }

  @Override
  public int indexOf(Object wanted) {
    return wanted instanceof TimelineRow row ? rowOf(row) : -1;
  }

  @Override
  public boolean contains(Object wanted) {
    return indexOf(wanted) >= 0;
  }

  /** The row of this transaction itself, or -1. */
  int rowOf(Transaction transaction) {
    int place = transactions.indexOf(transaction);
    return place < 0 ? -1 : place + below(place);
  }

  private int rowOf(TimelineRow row) {
    int place = rowOf(row.transaction());
    var expansion = expanded.get(transactions.indexOf(row.transaction()));
    return switch (row) {
      case TimelineRow.OfTransaction _ -> place;
      case TimelineRow.OfBatch batch when expansion != null ->
          place + 1 + expansion.rowOfBatch(batch.index());
      case TimelineRow.OfNotification notification when expansion != null ->
          place + 1 + expansion.rowOfNotification(notification.index());
      case TimelineRow.OfBatch _, TimelineRow.OfNotification _ -> -1;
    };
  }

  /** Expands a row into its parts, or folds it. */
  void toggle(TimelineRow row) {
    int at = rowOf(row);
    if (at < 0) {
      return;
    }
    int place = transactions.indexOf(row.transaction());
    boolean folds = row.isExpanded();
    int concerned =
        switch (row) {
          case TimelineRow.OfTransaction _ -> toggle(place, row.transaction());
          case TimelineRow.OfBatch batch -> of(place).toggle(batch.index());
          case TimelineRow.OfNotification _ -> 0;
        };
    rows = size();
    beginChange();
    if (folds) {
      nextRemove(at + 1, new Gone(row.transaction(), concerned));
    } else if (concerned > 0) {
      nextAdd(at + 1, at + 1 + concerned);
    }
    endChange();
    beginChange();
    nextUpdate(at);
    endChange();
  }

  private ExpandedTransaction of(int place) {
    var expansion = expanded.get(place);
    if (expansion == null) {
      throw new IllegalStateException("the transaction is not expanded");
    }
    return expansion;
  }

  private int toggle(int place, Transaction transaction) {
    var folded = expanded.remove(place);
    if (folded != null) {
      return folded.size();
    }
    var expansion = new ExpandedTransaction(transaction);
    expanded.put(place, expansion);
    return expansion.size();
  }

  private void changed(Change<? extends Transaction> change) {
    var before = expanded.isEmpty() ? null : expanded.firstEntry().getValue().transaction();
    expanded.clear();
    int rowsBefore = rows;
    rows = size();
    if (before == null) {
      fireChange(new Rows(this, change));
    } else {
      beginChange();
      nextReplace(0, rows, new Gone(before, rowsBefore));
      endChange();
    }
  }

  /** Rows that are no longer there, which nobody asks for. */
  private static final class Gone extends AbstractList<TimelineRow> {
    private final TimelineRow some;
    private final int size;

    Gone(Transaction some, int size) {
      this.some = new TimelineRow.OfTransaction(some, false);
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public TimelineRow get(int index) {
      return some;
    }
  }

  /** A change of the transactions as one of the rows, of which none is expanded. */
  private static final class Rows extends Change<TimelineRow> {
    private final Change<? extends Transaction> change;

    Rows(TimelineRows rows, Change<? extends Transaction> change) {
      super(rows);
      this.change = change;
    }

    @Override
    public boolean next() {
      return change.next();
    }

    @Override
    public void reset() {
      change.reset();
    }

    @Override
    public int getFrom() {
      return change.getFrom();
    }

    @Override
    public int getTo() {
      return change.getTo();
    }

    @Override
    public List<TimelineRow> getRemoved() {
      var removed = change.getRemoved();
      return new AbstractList<>() {
        @Override
        public int size() {
          return removed.size();
        }

        @Override
        public TimelineRow get(int index) {
          return new TimelineRow.OfTransaction(removed.get(index), false);
        }
      };
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }
}
