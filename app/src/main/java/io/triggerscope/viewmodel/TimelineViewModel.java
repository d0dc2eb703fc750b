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
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.WatchedTables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
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

  private final ReadOnlyObjectProperty<FeedSnapshot> newest;
  private final InstantSource clock;
  private final ObservableList<TriggerError> errors;
  private final TimelineViewport viewport;
  private final TimelineFilter filter;
  private final ExportViewModel export;
  private final MatchingEvents matching;
  private final TransactionsViewModel table;
  private final Work painting;
  private final PayloadDifference difference;

  private final ReadOnlyObjectWrapper<FeedSnapshot> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", FeedSnapshot.EMPTY);
  private final ReadOnlyObjectWrapper<Emptiness> emptiness =
      new ReadOnlyObjectWrapper<>(this, "emptiness", Emptiness.NOTHING_YET);
  private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
  private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper(this, "waiting");
  private final ReadOnlyLongWrapper matches = new ReadOnlyLongWrapper(this, "matches");
  private final TimelineMarks marks = new TimelineMarks();
  private final TimeReference reference = new TimeReference();
  private final Clearing clearing = new Clearing();

  /** What the filter leaves of what is shown, and the newest it was asked for. */
  private EventView events = EventView.EMPTY;

  private EventView newestMatching = EventView.EMPTY;
  private TablesSeen tables = new TablesSeen();
  private TimelinePicture picture = TimelinePicture.EMPTY;

  /** What came while the view was paused. */
  private MatchingEvents.@Nullable Found unshown;

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
    this.difference = new PayloadDifference(() -> newest.get().events(), threads);
    this.viewport = new TimelineViewport(clock.instant());
    this.table = new TransactionsViewModel(viewport, threads, clock);
    this.matching = new MatchingEvents(threads, this::show);
    this.export = new ExportViewModel(() -> events, name, threads, clock);
    this.filter = new TimelineFilter(() -> newest.get().events(), threads, this::ask);
  }

  public TimelineViewport viewport() {
    return viewport;
  }

  /** Writing what the filter leaves to a file. */
  public ExportViewModel export() {
    return export;
  }

  /** The table of transactions. */
  public TransactionsViewModel table() {
    return table;
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
    matching.look(clearing.left(matching.isNew() ? shown.get() : newest.get().with(rules)));
    if (viewport.followingProperty().get() && !paused.get()) {
      table.follow(events);
    }
    waiting.set(newestMatching.notificationsFrom(table.end()));
    emptiness.set(emptiness());
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
    table.offer(fresh.index(), found.goesOn());
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
    return clearing.isDone() ? Emptiness.CLEARED : Emptiness.NOT_EMPTY;
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
    return shown.get().blindWindows().stream().filter(w -> clearing.leaves(w.to())).toList();
  }

  public List<Marker> markers() {
    return shown.get().markers().stream().filter(marker -> clearing.leaves(marker.at())).toList();
  }

  /** Takes in what there is, and shows all of {@code range}, beyond which nothing will come. */
  public void showWhole(TimeRange range) {
    tick();
    viewport.showWhole(range);
  }

  /** What the overview spans. */
  public TimeRange overview() {
    var held = clearing.left(shown.get());
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
    return clearing.left(shown.get()).notifications();
  }

  /** From the notification before, for one that it is asked about. */
  public PayloadDifference difference() {
    return difference;
  }

  /** How the server's clock stands; null while it is not known. */
  public @Nullable ServerClock serverClock() {
    return newest.get().state() instanceof ListenState.Listening(_, var server) ? server : null;
  }

  public TimelineMarks marks() {
    return marks;
  }

  /** What all times are relative to, if the user chose something. */
  public TimeReference reference() {
    return reference;
  }

  public List<TriggerError> errors() {
    return clearing.isDone()
        ? errors.stream().filter(error -> clearing.leaves(error.occurredAt())).toList()
        : errors;
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
    table.sort(null);
    viewport.follow();
    tick();
  }

  /** Puts all that has come so far out of sight; {@link #undoClear} brings it back. */
  public void clear() {
    clearing.clear(newest.get(), clock.instant());
    showAnew();
  }

  /** Shows again what the last {@link #clear} put out of sight. */
  public void undoClear() {
    clearing.undo();
    showAnew();
  }

  private void showAnew() {
    paused.set(false);
    shown.set(newest.get());
    ask(filter.queryProperty().get());
  }

  /** Whether something was put out of sight. */
  public ObservableValue<Boolean> clearedProperty() {
    return clearing.doneProperty();
  }

  /** Chooses the transaction of the event with this number, if it is still held. */
  public void select(long event) {
    table.select(event, events);
  }

  /** The transaction a block stands for, or its largest. */
  public String batchId(LaneBlocks.Block block) {
    return events.get(block.event()) instanceof Batch batch ? batch.batchId() : "";
  }
}
