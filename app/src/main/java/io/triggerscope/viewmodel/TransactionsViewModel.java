package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The table of transactions below the timeline: what it lists, how it is sorted, what is expanded,
 * and which one is chosen. It takes in what comes only while the viewport follows. Confined to the
 * FX thread.
 */
public final class TransactionsViewModel {

  /** More than these at once come to the table four times a second only. */
  private static final long MOST_NEW_EVENTS = 64;

  private static final Duration BETWEEN_FLOODS = Duration.ofMillis(250);

  /** How the table is sorted, if not newest first. */
  public record Sorting(TransactionColumn column, boolean ascending) {}

  private final TimelineViewport viewport;
  private final InstantSource clock;
  private final Work sorting;
  private final TransactionList transactions = new TransactionList();
  private final TimelineRows rows = new TimelineRows(transactions);
  private final ReadOnlyObjectWrapper<@Nullable Sorting> sorted =
      new ReadOnlyObjectWrapper<>(this, "sorted");
  private final IntegerProperty notification = new SimpleIntegerProperty(this, "notification");
  private final ObjectProperty<@Nullable Transaction> selected =
      new SimpleObjectProperty<>(this, "selected");
  private Instant takenIn = Instant.MIN;

  /** An index that the table has not taken in; null: its own goes on. */
  private @Nullable TransactionIndex untaken;

  TransactionsViewModel(TimelineViewport viewport, Threads threads, InstantSource clock) {
    this.viewport = viewport;
    this.clock = clock;
    this.sorting = new Work(threads);
    selected.addListener(
        (_, _, transaction) -> {
          if (transaction != null) {
            viewport.stay();
          }
          notification.set(0);
        });
  }

  // ---- what it lists ----

  /** Newest first, or as sorted. */
  public ObservableList<Transaction> transactions() {
    return transactions;
  }

  /** The transactions, and the parts of those that are expanded. */
  public ObservableList<TimelineRow> rows() {
    return rows;
  }

  /** The number of the event after the last that was taken in. */
  long end() {
    return transactions.end();
  }

  /** Takes in what has come, unless it comes too fast to be read. */
  void follow(EventView events) {
    // a table that changes at every frame cannot be read, and to lay it out takes all the time
    if (events.end() - transactions.end() <= MOST_NEW_EVENTS
        || !clock.instant().isBefore(takenIn.plus(BETWEEN_FLOODS))) {
      takeIn(events);
    }
  }

  private void takeIn(EventView events) {
    takenIn = clock.instant();
    if (events.end() == transactions.end() && untaken == null || sorted.get() != null) {
      return;
    }
    if (untaken == null) {
      transactions.update(events);
    } else {
      transactions.refresh(untaken);
      untaken = null;
    }
  }

  /**
   * Has an index to take in with what comes next.
   *
   * @param goesOn whether it answers the same question as the one before; of another it is shown at
   *     once, as is the first
   */
  void offer(TransactionIndex index, boolean goesOn) {
    untaken = index;
    if (!goesOn || transactions.end() == 0) {
      showAnew(index);
    }
  }

  /** Shows the answer to another question, with the same order and choice. */
  private void showAnew(TransactionIndex index) {
    var chosen = selected.get();
    boolean follows = viewport.followingProperty().get();
    untaken = null;
    takenIn = clock.instant();
    sorting.cancel();
    transactions.show(index, null);
    if (sorted.get() != null) {
      resort(sorted.get());
    }
    if (chosen != null) {
      int row = transactions.rowOfEvent(chosen.firstEvent());
      var found = row < 0 ? null : transactions.get(row);
      selected.set(found != null && found.batchId().equals(chosen.batchId()) ? found : null);
    }
    if (follows) {
      viewport.follow();
    }
  }

  /** Expands a row or folds it, and stops following. */
  public void toggle(TimelineRow row) {
    viewport.stay();
    rows.toggle(row);
  }

  // ---- how it is sorted ----

  /** How it is sorted; null: newest first, as always while following. */
  public ReadOnlyObjectProperty<@Nullable Sorting> sortedProperty() {
    return sorted.getReadOnlyProperty();
  }

  /**
   * Sorts what it lists, in the background, and stops following.
   *
   * @param wanted null: newest first
   */
  public void sort(@Nullable Sorting wanted) {
    if (!Objects.equals(wanted, sorted.get())) {
      viewport.stay();
      resort(wanted);
    }
  }

  private void resort(@Nullable Sorting wanted) {
    sorted.set(wanted);
    var index = transactions.index();
    if (wanted == null) {
      sorting.cancel();
      transactions.show(index, null);
      return;
    }
    sorting.start(
        () -> new Outcome.Done<>(TransactionOrder.of(index, wanted.column.key(), wanted.ascending)),
        outcome -> {
          if (outcome instanceof Outcome.Done<TransactionOrder>(var order)) {
            transactions.show(index, order);
          }
        });
  }

  // ---- which one is chosen ----

  /** The transaction whose detail is shown; choosing one stops following. */
  public ObjectProperty<@Nullable Transaction> selectedProperty() {
    return selected;
  }

  /** The index of the notification of the chosen transaction whose payload is shown. */
  public IntegerProperty notificationProperty() {
    return notification;
  }

  /** Chooses the transaction of a row, and the notification it begins with. */
  public void choose(TimelineRow row) {
    if (!row.transaction().equals(selected.get())) {
      selected.set(row.transaction());
    }
    notification.set(row.firstNotification());
  }

  /** The row in which the chosen transaction is; -1 if it is in none. */
  public int rowOfSelected() {
    var chosen = selected.get();
    return chosen == null ? -1 : rows.rowOf(chosen);
  }

  /** Chooses the transaction of this event, if it is among these. */
  void select(long event, EventView events) {
    if (transactions.rowOfEvent(event) < 0) {
      sort(null);
    }
    takeIn(events);
    selectAt(transactions.rowOfEvent(event));
  }

  /** Chooses the transaction with the most notifications. */
  public void selectLargest() {
    selectAt(transactions.rowOfLargest());
  }

  private void selectAt(int row) {
    if (row >= 0) {
      selected.set(transactions.get(row));
    }
  }
}
