package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code trigger_error_log} of any number, newest first: at most {@value #HELD} of them are
 * held, and those next to them are read when they are wanted. Confined to the FX thread.
 */
public final class ErrorRowsViewModel {

  /** Rows read at once. */
  public static final int PAGE = 200;

  public static final int HELD = 2_000;

  private static final int NOT_KNOWN = -1;

  private static final Comparator<TriggerError> NEWEST_FIRST =
      Comparator.comparing(TriggerError::occurredAt).thenComparing(TriggerError::id).reversed();

  private final TriggerErrorLog errors;
  private final LastGood<ErrorPage> page;
  private final ObservableList<TriggerError> rows = FXCollections.observableArrayList();
  private final ObservableList<TriggerError> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyBooleanWrapper older = new ReadOnlyBooleanWrapper(this, "older");
  private final ReadOnlyBooleanWrapper newer = new ReadOnlyBooleanWrapper(this, "newer");
  private final ObjectProperty<@Nullable TriggerError> selected =
      new SimpleObjectProperty<>(this, "selected");
  private @Nullable ErrorFilter filter;
  private long above;

  ErrorRowsViewModel(Session session) {
    this.errors = session.errors();
    this.page = new LastGood<>(session);
  }

  /** The page read last; what is held is {@link #rows}. */
  public LastGood<ErrorPage> page() {
    return page;
  }

  /** The rows that are held, newest first. */
  public ObservableList<TriggerError> rows() {
    return readOnlyRows;
  }

  /** The row whose detail is shown; the newest unless the user chose another. */
  public ObjectProperty<@Nullable TriggerError> selectedProperty() {
    return selected;
  }

  /** Whether older rows match than those that are held. */
  public ReadOnlyBooleanProperty olderProperty() {
    return older.getReadOnlyProperty();
  }

  /** Whether newer rows match than those that are held. */
  public ReadOnlyBooleanProperty newerProperty() {
    return newer.getReadOnlyProperty();
  }

  /** {@code 1,801–3,800 of 48,213}: which rows are held, of how many. */
  public String place(long total) {
    if (rows.isEmpty()) {
      return "";
    }
    long all = Math.max(total, above + rows.size());
    long first = above == NOT_KNOWN ? all - rows.size() : above;
    return "%s–%s of %s"
        .formatted(Format.count(first + 1), Format.count(first + rows.size()), Format.count(all));
  }

  /** Shows the newest rows of a filter. */
  void show(ErrorFilter wanted) {
    filter = wanted;
    readNewest();
  }

  /** Shows nothing. */
  void clear() {
    filter = null;
    page.cancel();
    rows.clear();
    older.set(false);
    newer.set(false);
    selected.set(null);
  }

  /** Goes to the newest row. */
  public void toNewest() {
    selected.set(null);
    readNewest();
  }

  private void readNewest() {
    read(
        new ErrorPlace.Newest(),
        first -> {
          above = 0;
          older.set(first.more());
          newer.set(false);
          replace(first.rows());
        });
  }

  /** Goes to the oldest row. */
  public void toOldest() {
    read(
        new ErrorPlace.Oldest(),
        last -> {
          above = last.more() ? NOT_KNOWN : 0;
          older.set(false);
          newer.set(last.more());
          rows.setAll(last.rows());
          selected.set(rows.isEmpty() ? null : rows.getLast());
        });
  }

  /** Reads the rows next below, unless something is being read or there are none. */
  public void loadOlder() {
    if (older.get() && !page.isRunning() && !rows.isEmpty()) {
      read(
          new ErrorPlace.OlderThan(rows.getLast()),
          next -> {
            rows.addAll(next.rows());
            older.set(next.more());
            int tooMany = rows.size() - HELD;
            if (tooMany > 0) {
              above += above == NOT_KNOWN ? 0 : tooMany;
              newer.set(true);
              rows.remove(0, tooMany);
            }
          });
    }
  }

  /**
   * Reads the rows next above, unless something is being read or there are none.
   *
   * @return whether it reads them
   */
  public boolean loadNewer() {
    boolean reads = newer.get() && !page.isRunning() && !rows.isEmpty();
    if (reads) {
      read(new ErrorPlace.NewerThan(rows.getFirst()), this::putAbove);
    }
    return reads;
  }

  private void putAbove(ErrorPage next) {
    rows.addAll(0, next.rows());
    newer.set(next.more());
    if (!next.more()) {
      above = 0;
    } else if (above != NOT_KNOWN) {
      above = Math.max(0, above - next.rows().size());
    }
    if (rows.size() > HELD) {
      older.set(true);
      rows.remove(HELD, rows.size());
    }
  }

  /** Adds what is new at the top, if that is held, and leaves the other rows where they are. */
  void catchUp(ErrorFilter wanted) {
    boolean same = filter != null;
    filter = wanted;
    if (rows.isEmpty() || !same) {
      readNewest();
    } else if (!newer.get()) {
      read(new ErrorPlace.Newest(), newest -> merge(newest, wanted));
    }
  }

  private void read(ErrorPlace place, Consumer<ErrorPage> then) {
    var wanted = filter;
    if (wanted != null) {
      page.read(() -> errors.page(wanted, place, PAGE), then);
    }
  }

  private void replace(List<TriggerError> read) {
    var before = selected.get();
    rows.setAll(read);
    selected.set(
        before != null && rows.contains(before) ? before : rows.isEmpty() ? null : rows.getFirst());
  }

  private void merge(ErrorPage newest, ErrorFilter wanted) {
    var known = rows.stream().map(TriggerError::id).collect(Collectors.toSet());
    var unknown = newest.rows().stream().filter(row -> !known.contains(row.id())).toList();
    if (unknown.size() == newest.rows().size()) {
      above = 0;
      older.set(newest.more());
      replace(newest.rows());
      return;
    }
    for (var row : unknown) {
      int place = Collections.binarySearch(rows, row, NEWEST_FIRST);
      rows.add(place < 0 ? -place - 1 : place, row);
    }
    var from = wanted.from();
    if (from != null) {
      rows.removeIf(row -> row.occurredAt().isBefore(from));
    }
  }
}
