package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ServerClock;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.Transaction;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.WatchedTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The state of the timeline: what of the feed it shows, by time, filter and order, and whether the
 * view is paused. Pausing freezes what is shown, never the feed. Confined to the FX thread.
 */
public final class TimelineViewModel {

  /** Why there is nothing to see, if there is not. */
  public enum Emptiness {
    NOT_EMPTY,
    /** Nothing has been received. */
    NOTHING_YET,
    /** What there was has been cleared away. */
    CLEARED,
    /** The filter leaves nothing. */
    NONE_MATCHING
  }

  /** What so many events show is worked out within a millisecond. */
  private static final long MOST_EVENTS_AT_ONCE = 20_000;

  /** More than these at once come to the table four times a second only. */
  private static final long MOST_NEW_EVENTS = 64;

  private static final Duration BETWEEN_FLOODS = Duration.ofMillis(250);

  private final ReadOnlyObjectProperty<FeedSnapshot> newest;
  private final InstantSource clock;
  private final ObservableList<TriggerError> errors;
  private final TimelineViewport viewport;
  private final TimelineFilter filter;
  private final ExportViewModel export;
  private final MatchingEvents matching;
  private final TransactionList transactions = new TransactionList();
  private final TimelineRows rows = new TimelineRows(transactions);
  private final Work painting;
  private final Work sorting;
  private final PayloadDifference difference;

  private final ReadOnlyObjectWrapper<FeedSnapshot> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", FeedSnapshot.EMPTY);
  private final ReadOnlyObjectWrapper<Emptiness> emptiness =
      new ReadOnlyObjectWrapper<>(this, "emptiness", Emptiness.NOTHING_YET);
  private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
  private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper(this, "waiting");
  private final ReadOnlyLongWrapper matches = new ReadOnlyLongWrapper(this, "matches");
  private final ReadOnlyObjectWrapper<@Nullable Sorting> sorted =
      new ReadOnlyObjectWrapper<>(this, "sorted");
  private final TimelineMarks marks = new TimelineMarks();
  private final ObjectProperty<@Nullable Instant> reference =
      new SimpleObjectProperty<>(this, "reference");
  private final IntegerProperty notification = new SimpleIntegerProperty(this, "notification");
  private final ObjectProperty<@Nullable Transaction> selected =
      new SimpleObjectProperty<>(this, "selected");

  /** What the filter leaves of what is shown, and the newest it was asked for. */
  private EventView events = EventView.EMPTY;

  private EventView newestMatching = EventView.EMPTY;
  private TablesSeen tables = new TablesSeen();
  private TimelinePicture picture = TimelinePicture.EMPTY;
  private Instant takenIn = Instant.MIN;
  private final ReadOnlyObjectWrapper<@Nullable Cleared> cleared =
      new ReadOnlyObjectWrapper<>(this, "cleared");

  /** What came while the view was paused. */
  private MatchingEvents.@Nullable Found unshown;

  /** An index of the events that the table has not taken in; null: its own goes on. */
  private @Nullable TransactionIndex untaken;

  /** How the table is sorted, if not newest first. */
  public record Sorting(TransactionColumn column, boolean ascending) {}

  /** Up to where it was cleared: a number of an event, and when. */
  private record Cleared(long upTo, Instant at) {}

  /**
   * @param name what the user calls that of which this is the timeline
   * @param newest the feed, whatever is shown of it
   * @param errors the newest rows of {@code trigger_error_log}, for the errors lane
   */
  public TimelineViewModel(
      String name,
      ReadOnlyObjectProperty<FeedSnapshot> newest,
      ObservableList<TriggerError> errors,
      Threads threads,
      InstantSource clock) {
    this.newest = newest;
    this.errors = errors;
    this.clock = clock;
    this.painting = new Work(threads);
    this.sorting = new Work(threads);
    this.difference = new PayloadDifference(() -> newest.get().events(), threads);
    this.viewport = new TimelineViewport(clock.instant());
    this.matching = new MatchingEvents(threads, this::show);
    this.export = new ExportViewModel(() -> events, name, threads, clock);
    this.filter = new TimelineFilter(() -> newest.get().events(), threads, this::ask);
    selected.addListener(
        (_, _, transaction) -> {
          if (transaction != null) {
            viewport.stay();
          }
          notification.set(0);
        });
  }

  public TimelineViewport viewport() {
    return viewport;
  }

  /** Writing what the filter leaves to a file. */
  public ExportViewModel export() {
    return export;
  }

  public TimelineFilter filter() {
    return filter;
  }

  private void ask(FilterQuery query) {
    matching.ask(query);
    tick();
  }

  /** Takes in what has come since the last call; the window calls it once a frame at most. */
  public void tick() {
    if (!paused.get()) {
      shown.set(newest.get());
      viewport.advance(clock.instant());
    }
    if (!paused.get() && unshown != null) {
      show(unshown);
    }
    // the newest of a paused view is asked for its number only, unless the query is another
    var rules = shown.get().events().rules();
    matching.look(uncleared(matching.isNew() ? shown.get() : newest.get().with(rules)));
    if (viewport.followingProperty().get() && !paused.get() && canBeRead()) {
      takeIn();
    }
    waiting.set(newestMatching.notificationsFrom(transactions.end()));
    emptiness.set(emptiness());
  }

  private EventView uncleared(FeedSnapshot snapshot) {
    var upTo = cleared.get();
    return upTo == null ? snapshot.events() : snapshot.events().since(upTo.upTo);
  }

  private void show(MatchingEvents.Found found) {
    newestMatching = found.shown();
    if (paused.get() && found.goesOn()) {
      unshown = found;
      return;
    }
    unshown = null;
    events = found.shown();
    matches.set(events.notifications());
    var fresh = found.fresh();
    if (fresh == null) {
      tables.update(events);
      return;
    }
    tables = fresh.tables();
    untaken = fresh.index();
    if (!found.goesOn()) {
      showAnew(fresh.index());
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

  /** A table that changes at every frame cannot be read, and to lay it out takes all the time. */
  private boolean canBeRead() {
    return events.end() - transactions.end() <= MOST_NEW_EVENTS
        || !clock.instant().isBefore(takenIn.plus(BETWEEN_FLOODS));
  }

  private void takeIn() {
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

  private Emptiness emptiness() {
    if (matches.get() > 0) {
      return Emptiness.NOT_EMPTY;
    }
    if (shown.get().events().end() == 0) {
      return Emptiness.NOTHING_YET;
    }
    if (!filter.queryProperty().get().isAll()) {
      return Emptiness.NONE_MATCHING;
    }
    return cleared.get() == null ? Emptiness.NOT_EMPTY : Emptiness.CLEARED;
  }

  /**
   * What to draw on axes like these. Where much is held it is worked out in the background, and
   * meanwhile the picture before is given.
   *
   * @param columns the number of equal parts of the overview
   */
  public TimelinePicture picture(TimeAxis lanes, TimeAxis overview, int columns) {
    var held = events;
    if (held.end() - held.first() <= MOST_EVENTS_AT_ONCE) {
      picture = TimelinePicture.of(held, lanes, overview, columns);
    } else if (!painting.isRunning()) {
      painting.start(
          () -> new Outcome.Done<>(TimelinePicture.of(held, lanes, overview, columns)),
          outcome -> {
            if (outcome instanceof Outcome.Done<TimelinePicture>(var newer)) {
              picture = newer;
            }
          });
    }
    return picture;
  }

  public List<BlindWindow> blindWindows() {
    return shown.get().blindWindows().stream().filter(w -> isUncleared(w.to())).toList();
  }

  public List<Marker> markers() {
    return shown.get().markers().stream().filter(marker -> isUncleared(marker.at())).toList();
  }

  private boolean isUncleared(Instant at) {
    var since = cleared.get();
    return since == null || !at.isBefore(since.at);
  }

  /** Takes in what there is, and shows all of {@code range}, beyond which nothing will come. */
  public void showWhole(TimeRange range) {
    tick();
    viewport.showWhole(range);
  }

  /** What the overview spans. */
  public TimeRange overview() {
    var held = uncleared(shown.get());
    return viewport.overview(held.isEmpty() ? viewport.nowProperty().get() : held.oldestAt());
  }

  /** Shows all that is held. */
  public void fitAll() {
    viewport.show(overview());
  }

  /** Why there is nothing to see. */
  public ReadOnlyObjectProperty<Emptiness> emptinessProperty() {
    return emptiness.getReadOnlyProperty();
  }

  /** Whether the whole view is frozen. */
  public BooleanProperty pausedProperty() {
    return paused;
  }

  /** Notifications that match, came, and are not in the table of transactions yet. */
  public ReadOnlyLongProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Notifications that the filter leaves of what is shown. */
  public ReadOnlyLongProperty matchesProperty() {
    return matches.getReadOnlyProperty();
  }

  /** Notifications of which {@link #matchesProperty} is a part. */
  public long held() {
    return uncleared(shown.get()).notifications();
  }

  /** Newest first, or as sorted. */
  public ObservableList<Transaction> transactions() {
    return transactions;
  }

  /** What the table shows: the transactions, and the parts of those that are expanded. */
  public ObservableList<TimelineRow> rows() {
    return rows;
  }

  /** Expands a row or folds it, and stops following. */
  public void toggle(TimelineRow row) {
    viewport.stay();
    rows.toggle(row);
  }

  /** The row of the table in which the chosen transaction is; -1 if it is in none. */
  public int rowOfSelected() {
    var chosen = selected.get();
    return chosen == null ? -1 : rows.rowOf(chosen);
  }

  /** The transaction whose detail is shown; choosing one stops following. */
  public ObjectProperty<@Nullable Transaction> selectedProperty() {
    return selected;
  }

  /** The index of the notification of the chosen transaction whose payload is shown. */
  public IntegerProperty notificationProperty() {
    return notification;
  }

  /** From the notification before, for one that it is asked about. */
  public PayloadDifference difference() {
    return difference;
  }

  /** How the server's clock stands; null while it is not known. */
  public @Nullable ServerClock serverClock() {
    return newest.get().state() instanceof ListenState.Listening(_, var server) ? server : null;
  }

  /** Chooses the transaction of a row, and the notification it begins with. */
  public void choose(TimelineRow row) {
    if (!row.transaction().equals(selected.get())) {
      selected.set(row.transaction());
    }
    notification.set(row.firstNotification());
  }

  public TimelineMarks marks() {
    return marks;
  }

  /** What all times of the timeline are relative to; null: they are times of the day. */
  public ObjectProperty<@Nullable Instant> referenceProperty() {
    return reference;
  }

  /** A time as the timeline says it: of the day, or relative to the reference. */
  public String time(Instant at, ZoneId zone) {
    var from = reference.get();
    return from == null ? Format.time(at, zone) : Format.relative(Duration.between(from, at));
  }

  /** The labels of an axis, of the day or relative to the reference. */
  public List<TimeAxis.Tick> ticks(TimeAxis axis, ZoneId zone) {
    var from = reference.get();
    return from == null ? axis.ticks(zone) : axis.ticks(from);
  }

  /** How the table is sorted; null: newest first, as always while following. */
  public ReadOnlyObjectProperty<@Nullable Sorting> sortedProperty() {
    return sorted.getReadOnlyProperty();
  }

  /**
   * Sorts what the table shows, in the background, and stops following.
   *
   * @param wanted null: newest first
   */
  public void sort(@Nullable Sorting wanted) {
    if (Objects.equals(wanted, sorted.get())) {
      return;
    }
    viewport.stay();
    resort(wanted);
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

  public List<TriggerError> errors() {
    return cleared.get() == null
        ? errors
        : errors.stream().filter(error -> isUncleared(error.occurredAt())).toList();
  }

  /** The tables that have a lane, from the top: the watched ones always, others once they came. */
  public List<String> tables() {
    var names = new LinkedHashSet<>(WatchedTables.NAMES);
    names.addAll(tables.names());
    return List.copyOf(names);
  }

  /** For how long no notification of this table has come that is shown; null: there was none. */
  public @Nullable Duration sinceLast(String table) {
    var last = tables.lastAt(table);
    return last == null ? null : Duration.between(last, viewport.nowProperty().get());
  }

  /** Brings the newest back into view, also from a paused view or a sorted table. */
  public void follow() {
    paused.set(false);
    if (sorted.get() != null) {
      sort(null);
    }
    viewport.follow();
    tick();
  }

  /** Puts all that has come so far out of sight; {@link #undoClear} brings it back. */
  public void clear() {
    clear(new Cleared(newest.get().events().end(), clock.instant()));
  }

  /** Shows again what the last {@link #clear} put out of sight. */
  public void undoClear() {
    clear(null);
  }

  private void clear(@Nullable Cleared now) {
    cleared.set(now);
    paused.set(false);
    shown.set(newest.get());
    ask(filter.queryProperty().get());
  }

  /** Whether something was put out of sight. */
  public ObservableValue<Boolean> clearedProperty() {
    return cleared.map(_ -> true).orElse(false);
  }

  /** Chooses the transaction of the event with this number, if it is still held. */
  public void select(long event) {
    if (sorted.get() != null && transactions.rowOfEvent(event) < 0) {
      sort(null);
    }
    takeIn();
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

  /** The transaction a block stands for, or its largest. */
  public String batchId(LaneBlocks.Block block) {
    return events.get(block.event()) instanceof Batch batch ? batch.batchId() : "";
  }
}
