package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.Transaction;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.WatchedTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The state of the timeline: which stretch of time is visible, whether it follows the newest
 * notifications, whether the view is paused, and the transactions. Pausing freezes what is shown,
 * never the feed. Confined to the FX thread.
 */
public final class TimelineViewModel {

  /** The spans offered for the visible range. */
  public static final List<Duration> SPANS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private static final List<Duration> OVERVIEW_SPANS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  /** What so many events show is worked out within a millisecond. */
  private static final long MOST_EVENTS_AT_ONCE = 20_000;

  /** More than these at once come to the table four times a second only. */
  private static final long MOST_NEW_EVENTS = 64;

  private static final Duration BETWEEN_FLOODS = Duration.ofMillis(250);

  private static final Duration SHORTEST_SPAN = Duration.ofMillis(20);
  private static final Duration LONGEST_SPAN = Duration.ofDays(2);

  private final ReadOnlyObjectProperty<FeedSnapshot> newest;
  private final InstantSource clock;
  private final ObservableList<TriggerError> errors;
  private final TransactionList transactions = new TransactionList();
  private final Work painting;

  private final ReadOnlyObjectWrapper<FeedSnapshot> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", FeedSnapshot.EMPTY);
  private final ReadOnlyObjectWrapper<TimeRange> visible;
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ReadOnlyBooleanWrapper following =
      new ReadOnlyBooleanWrapper(this, "following", true);
  private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
  private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper(this, "waiting");
  private final ObjectProperty<@Nullable Transaction> selected =
      new SimpleObjectProperty<>(this, "selected");

  private TimelinePicture picture = TimelinePicture.EMPTY;
  private Instant takenIn = Instant.MIN;
  private @Nullable TimeRange whole;
  private long countedUpTo;

  /**
   * @param newest the feed, whatever is shown of it
   * @param errors the newest rows of {@code trigger_error_log}, for the errors lane
   */
  public TimelineViewModel(
      ReadOnlyObjectProperty<FeedSnapshot> newest,
      ObservableList<TriggerError> errors,
      Threads threads,
      InstantSource clock) {
    this.newest = newest;
    this.errors = errors;
    this.clock = clock;
    this.painting = new Work(threads);
    var start = clock.instant();
    now = new ReadOnlyObjectWrapper<>(this, "now", start);
    visible =
        new ReadOnlyObjectWrapper<>(
            this, "visible", TimeRange.endingAt(start, Duration.ofMinutes(1)));
    selected.addListener(
        (_, _, transaction) -> {
          if (transaction != null) {
            following.set(false);
          }
        });
  }

  /** Takes in what has come since the last call; the window calls it once a frame at most. */
  public void tick() {
    transactions.use(newest.get().events().rules());
    if (!paused.get()) {
      now.set(clock.instant());
      shown.set(newest.get());
      if (following.get()) {
        visible.set(TimeRange.endingAt(now.get(), visible.get().span()));
        if (canBeRead(newest.get().events())) {
          takeIn(newest.get());
        }
      }
    }
    waiting.set(newest.get().counters().notificationsInBatches() - countedUpTo);
  }

  /** A table that changes at every frame cannot be read, and to lay it out takes all the time. */
  private boolean canBeRead(EventView events) {
    return events.end() - transactions.end() <= MOST_NEW_EVENTS
        || !now.get().isBefore(takenIn.plus(BETWEEN_FLOODS));
  }

  private void takeIn(FeedSnapshot snapshot) {
    takenIn = now.get();
    if (snapshot.counters().notificationsInBatches() == countedUpTo) {
      return;
    }
    transactions.update(snapshot.events());
    countedUpTo = snapshot.counters().notificationsInBatches();
  }

  /**
   * What to draw on axes like these. Where much is held it is worked out in the background, and
   * meanwhile the picture before is given.
   *
   * @param columns the number of equal parts of the overview
   */
  public TimelinePicture picture(TimeAxis lanes, TimeAxis overview, int columns) {
    var events = shown.get().events();
    if (events.end() - events.first() <= MOST_EVENTS_AT_ONCE) {
      picture = TimelinePicture.of(events, lanes, overview, columns);
    } else if (!painting.isRunning()) {
      painting.start(
          () -> new Outcome.Done<>(TimelinePicture.of(events, lanes, overview, columns)),
          outcome -> {
            if (outcome instanceof Outcome.Done<TimelinePicture>(var newer)) {
              picture = newer;
            }
          });
    }
    return picture;
  }

  public List<BlindWindow> blindWindows() {
    return shown.get().blindWindows();
  }

  public List<Marker> markers() {
    return shown.get().markers();
  }

  /** Takes in what there is, and shows all of {@code range}, beyond which nothing will come. */
  public void showWhole(TimeRange range) {
    tick();
    whole = range;
    show(range);
  }

  /**
   * What the overview spans: the whole of what cannot grow, else all that is held, rounded up, and
   * at least the visible span.
   */
  public TimeRange overview() {
    if (whole != null) {
      return whole;
    }
    var events = shown.get().events();
    var oldest = events.isEmpty() ? now.get() : events.oldestAt();
    var needed = Duration.between(oldest, now.get());
    if (needed.compareTo(visible.get().span()) < 0) {
      needed = visible.get().span();
    }
    for (var span : OVERVIEW_SPANS) {
      if (span.compareTo(needed) >= 0) {
        return TimeRange.endingAt(now.get(), span);
      }
    }
    return TimeRange.endingAt(now.get(), needed);
  }

  /** Whether nothing has been received yet. */
  public ObservableValue<Boolean> emptyProperty() {
    return shown.map(snapshot -> snapshot.events().end() == 0);
  }

  /** The stretch of time that the lanes show. */
  public ReadOnlyObjectProperty<TimeRange> visibleProperty() {
    return visible.getReadOnlyProperty();
  }

  /** The right end of the overview: the present, or when the view was paused. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** Whether the newest stays at the right end and new transactions appear in the table. */
  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  /** Whether the whole view is frozen. */
  public BooleanProperty pausedProperty() {
    return paused;
  }

  /** Notifications that came and are not in the table of transactions yet. */
  public ReadOnlyLongProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Newest first. */
  public ObservableList<Transaction> transactions() {
    return transactions;
  }

  /** The transaction whose detail is shown; choosing one stops following. */
  public ObjectProperty<@Nullable Transaction> selectedProperty() {
    return selected;
  }

  public ObservableList<TriggerError> errors() {
    return errors;
  }

  /** The tables that have a lane, from the top: the watched ones always, others once they came. */
  public List<String> tables() {
    var tables = new LinkedHashSet<>(WatchedTables.NAMES);
    tables.addAll(transactions.tables());
    return List.copyOf(tables);
  }

  /** Brings the newest back into view, also from a paused view. */
  public void follow() {
    paused.set(false);
    following.set(true);
    tick();
  }

  /** Shows a span: the newest when following, else around the middle of what is visible. */
  public void showSpan(Duration span) {
    var range = visible.get();
    var middle = range.from().plus(range.span().dividedBy(2));
    visible.set(
        following.get()
            ? TimeRange.endingAt(now.get(), span)
            : TimeRange.endingAt(middle.plus(span.dividedBy(2)), span));
  }

  /** Zooms around an instant; while following the right end stays. */
  public void zoom(double factor, Instant around) {
    var range = visible.get();
    var zoomed = range.zoomed(factor, following.get() ? range.to() : around);
    if (zoomed.span().compareTo(SHORTEST_SPAN) >= 0 && zoomed.span().compareTo(LONGEST_SPAN) <= 0) {
      visible.set(zoomed);
    }
  }

  /** Shows another stretch of time and stops following. */
  public void show(TimeRange range) {
    following.set(false);
    visible.set(range);
  }

  /** Chooses the transaction of the event with this number, if it is still held. */
  public void select(long event) {
    takeIn(shown.get());
    selectAt(transactions.indexOfEvent(event));
  }

  /** Chooses the transaction with the most notifications. */
  public void selectLargest() {
    selectAt(transactions.indexOfLargest());
  }

  private void selectAt(int index) {
    if (index >= 0) {
      selected.set(transactions.get(index));
    }
  }

  /** The transaction a block stands for, or its largest. */
  public String batchId(LaneBlocks.Block block) {
    return shown.get().events().get(block.event()) instanceof Batch batch ? batch.batchId() : "";
  }
}
