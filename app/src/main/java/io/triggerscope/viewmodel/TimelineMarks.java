package io.triggerscope.viewmodel;

import io.triggerscope.model.Transaction;
import java.time.Instant;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The transactions the user marked, each with a note or without. Confined to the FX thread. */
public final class TimelineMarks {

  /**
   * One mark. Immutable.
   *
   * @param at where on the axis
   * @param batchId of the transaction
   * @param note may be empty
   */
  public record Mark(Instant at, String batchId, String note) {

    /** As it stands on the timeline. */
    public String label() {
      return note.isEmpty() ? batchId : note;
    }
  }

  private final ObservableList<Mark> marks = FXCollections.observableArrayList();

  /** In the order of marking. */
  public ObservableList<Mark> marks() {
    return marks;
  }

  public boolean isMarked(Transaction transaction) {
    return of(transaction) != null;
  }

  /** The note of a transaction; empty if it has none. */
  public String note(Transaction transaction) {
    var mark = of(transaction);
    return mark == null ? "" : mark.note;
  }

  private @Nullable Mark of(Transaction transaction) {
    for (var mark : marks) {
      if (mark.batchId.equals(transaction.batchId())
          && mark.at.equals(transaction.firstReceivedAt())) {
        return mark;
      }
    }
    return null;
  }

  /** Marks a transaction, with another note if it was marked before. */
  public void mark(Transaction transaction, String note) {
    unmark(transaction);
    marks.add(new Mark(transaction.firstReceivedAt(), transaction.batchId(), note.strip()));
  }

  public void unmark(Transaction transaction) {
    var mark = of(transaction);
    if (mark != null) {
      marks.remove(mark);
    }
  }
}
