package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.Transaction;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * The transactions a view shows, newest first or in an order of the user's, kept up to date view by
 * view; one goes when its last batch has left the ring. It makes those asked for from the view.
 * Confined to the FX thread.
 */
final class TransactionList extends ObservableListBase<Transaction> {

  private static final int RECENT = 512;

  private final Map<Long, Transaction> recent =
      new LinkedHashMap<>(RECENT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Transaction> eldest) {
          return size() > RECENT;
        }
      };

  private TransactionIndex index = new TransactionIndex();

  /** The order of the user's; null: newest first. */
  private @Nullable TransactionOrder order;

  /** The number of the event after the last that was taken in. */
  long end() {
    return index.view().end();
  }

  TransactionIndex index() {
    return index;
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public Transaction get(int row) {
    Objects.checkIndex(row, size());
    int place = order == null ? size() - 1 - row : order.place(row);
    // of the oldest the ring may hold a part, which becomes less
    return index.first(place) < index.view().first()
        ? index.read(place)
        : recent.computeIfAbsent(index.first(place), _ -> index.read(place));
  }

  /** The row of the transaction that holds this event, or -1. */
  int rowOfEvent(long number) {
    int place = index.placeOf(number);
    if (place < 0) {
      return -1;
    }
    return order == null ? size() - 1 - place : order.row(place);
  }

  /** The row of the one with the most notifications, or -1. */
  int rowOfLargest() {
    int row = -1;
    long greatest = 0;
    long size = 0;
    var cursor = index.view().from(index.view().first());
    while (cursor.nextBatch()) {
      size = cursor.goesOn() ? size + cursor.size() : cursor.size();
      if (size > greatest) {
        greatest = size;
        row = rowOfEvent(cursor.number());
      }
    }
    return row;
  }

  @Override
  public int indexOf(Object wanted) {
    return wanted instanceof Transaction transaction ? rowOfEvent(transaction.firstEvent()) : -1;
  }

  @Override
  public boolean contains(Object wanted) {
    return indexOf(wanted) >= 0;
  }

  /** Takes in what is new in {@code newer} and lets go what the ring has evicted. */
  void update(EventView newer) {
    if (order != null) {
      throw new IllegalStateException("what comes has no place in an order of the user's");
    }
    var before = index.view();
    var newest = isEmpty() ? null : get(0);
    var update = index.update(newer);
    var steps = new ArrayList<Step>();
    if (update.grown() && newest != null) {
      recent.remove(newest.firstEvent());
      steps.add(new Step(0, update.fresh() + 1, List.of(newest)));
    } else if (update.fresh() > 0) {
      steps.add(new Step(0, update.fresh(), List.of()));
    }
    var gone = update.gone();
    if (gone.length > 0) {
      long end = isEmpty() ? before.end() : index.first(0);
      var removed =
          new Removed(
              gone.length,
              row -> {
                int place = gone.length - 1 - row;
                long after = place + 1 < gone.length ? gone[place + 1] : end;
                return TransactionIndex.read(before, gone[place], after);
              });
      steps.add(new Step(size(), size(), removed));
    }
    fire(steps);
  }

  /** Shows the answer to another question, in that order. */
  void show(TransactionIndex newIndex, @Nullable TransactionOrder newOrder) {
    replace(newIndex, newOrder, 0);
  }

  /** Shows a newer answer to the same question; the oldest that are the same stay in place. */
  void refresh(TransactionIndex newIndex) {
    replace(newIndex, null, order == null ? index.sameOldest(newIndex) : 0);
  }

  private void replace(TransactionIndex newIndex, @Nullable TransactionOrder newOrder, int same) {
    var oldIndex = index;
    var oldOrder = order;
    int oldSize = size();
    index = newIndex;
    order = newOrder;
    recent.clear();
    var removed =
        new Removed(
            oldSize - same,
            row -> oldIndex.read(oldOrder == null ? oldSize - 1 - row : oldOrder.place(row)));
    if (removed.isEmpty() && size() == same) {
      return;
    }
    fire(List.of(new Step(0, size() - same, removed)));
  }

  private void fire(List<Step> steps) {
    if (!steps.isEmpty()) {
      fireChange(new Steps(this, steps));
    }
  }

  private record Step(int from, int to, List<Transaction> removed) {}

  /** The change of one update. JavaFX's own would read each transaction that was removed. */
  private static final class Steps extends ListChangeListener.Change<Transaction> {
    private final List<Step> steps;
    private int at = -1;

    Steps(TransactionList list, List<Step> steps) {
      super(list);
      this.steps = steps;
    }

    /** As JavaFX's own it stays at the last step: TableView asks about it again. */
    @Override
    public boolean next() {
      boolean more = at + 1 < steps.size();
      at += more ? 1 : 0;
      return more;
    }

    @Override
    public void reset() {
      at = -1;
    }

    @Override
    public int getFrom() {
      return steps.get(at).from;
    }

    @Override
    public int getTo() {
      return steps.get(at).to;
    }

    @Override
    public List<Transaction> getRemoved() {
      return steps.get(at).removed;
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }

  /** Transactions that were removed, which hardly anybody asks for. */
  private static final class Removed extends AbstractList<Transaction> {
    private final int size;
    private final IntFunction<Transaction> read;

    Removed(int size, IntFunction<Transaction> read) {
      this.size = size;
      this.read = read;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Transaction get(int row) {
      return read.apply(Objects.checkIndex(row, size));
    }
  }
}
