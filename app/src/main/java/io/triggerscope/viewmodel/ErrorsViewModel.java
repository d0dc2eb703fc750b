package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.Failure;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Errors screen: rows of {@code trigger_error_log} that match a query, counted on the server
 * and read page by page, and those that come while we watch. Confined to the FX thread.
 */
public final class ErrorsViewModel {

  /** Rows read at once. */
  static final int PAGE = 200;

  private static final int BUCKETS = 160;

  private static final Duration QUIET_AFTER_FAILURE = Duration.ofSeconds(10);

  private static final Comparator<TriggerError> NEWEST_FIRST =
      Comparator.comparing(TriggerError::occurredAt).thenComparing(TriggerError::id).reversed();

  private final Session session;
  private final InstantSource clock;
  private final TriggerErrorLog errors;
  private final RecentErrors recent;
  private final LastGood<ErrorHistogram> counts;
  private final LastGood<ErrorPage> page;
  private final ObjectProperty<ErrorQuery> query =
      new SimpleObjectProperty<>(this, "query", ErrorQuery.DEFAULT);
  private final ObservableList<TriggerError> rows = FXCollections.observableArrayList();
  private final ObservableList<TriggerError> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper(this, "missing");
  private final ObjectProperty<@Nullable TriggerError> selected =
      new SimpleObjectProperty<>(this, "selected");
  private Instant quietUntil = Instant.MIN;
  private boolean shown;
  private boolean stale = true;

  public ErrorsViewModel(Session session) {
    this.session = session;
    this.clock = session.clock();
    this.errors = session.errors();
    this.recent = new RecentErrors(session, this::answered);
    this.counts = new LastGood<>(session);
    this.page = new LastGood<>(session);
    query.addListener((_, _, _) -> refresh());
    page.problemProperty()
        .addListener(
            (_, _, problem) ->
                missing.set(problem != null && problem.failure() instanceof Failure.Missing));
  }

  /** What is asked for; setting it reads anew. */
  public ObjectProperty<ErrorQuery> queryProperty() {
    return query;
  }

  /** All rows that match, counted. */
  public LastGood<ErrorHistogram> counts() {
    return counts;
  }

  /** The page read last; what was read in all is {@link #rows}. */
  public LastGood<ErrorPage> page() {
    return page;
  }

  /** The rows read so far, newest first. */
  public ObservableList<TriggerError> rows() {
    return readOnlyRows;
  }

  /** The row whose detail is shown; the newest unless the user chose another. */
  public ObjectProperty<@Nullable TriggerError> selectedProperty() {
    return selected;
  }

  /** Whether older rows match than those read so far. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Whether the database has no {@code trigger_error_log}. */
  public ReadOnlyBooleanProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  /** Errors that came while this screen was not shown. */
  public ReadOnlyLongProperty unseenProperty() {
    return recent.unseenProperty();
  }

  /** The newest errors of any query, oldest first, from 15 minutes before we connected on. */
  public ObservableList<TriggerError> recent() {
    return recent.rows();
  }

  /** Where {@code trigger_error_log} is looked for. */
  public String schema() {
    return switch (session) {
      case LiveSession live -> live.settings().schema();
      case CaptureSession capture -> capture.contents().origin().schema();
    };
  }

  /** Whether the rows are those of a capture: no others can come. */
  public boolean recorded() {
    return session instanceof CaptureSession;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Tells whether the screen is on view: only then its rows and counts are kept up to date. */
  public void setShown(boolean shown) {
    this.shown = shown;
    if (shown) {
      recent.seen();
      if (stale) {
        catchUp();
      }
    }
  }

  /** Looks for new errors, at most every two seconds; to be called by a timer. */
  public void poll() {
    recent.poll();
    if (shown && stale) {
      catchUp();
    }
  }

  /** Reads the first page and the counts anew. */
  public void refresh() {
    stale = false;
    recent.hurry();
    var filter = query.get().filter(clock.instant());
    count(filter);
    page.read(() -> errors.page(filter, null, PAGE), this::replaceRows);
  }

  /** Reads the next older page, unless something is being read or there is none. */
  public void loadMore() {
    if (!more.get() || page.isRunning()) {
      return;
    }
    var last = rows.getLast();
    var filter = query.get().filter(clock.instant());
    page.read(
        () -> errors.page(filter, last, PAGE),
        next -> {
          rows.addAll(next.rows());
          more.set(next.more());
        });
  }

  public void reset() {
    query.set(ErrorQuery.DEFAULT);
  }

  public void cancel() {
    counts.cancel();
    page.cancel();
  }

  private void answered(int newErrors) {
    stale |= newErrors > 0 || curable(page.problem()) || curable(counts.problem());
    if (shown) {
      recent.seen();
      if (stale) {
        catchUp();
      }
    }
  }

  /** Whether reading again may do, now that the server answers; what took too long would again. */
  private static boolean curable(@Nullable Problem problem) {
    return problem != null
        && (problem.failure() instanceof Failure.Missing
            || problem.failure() instanceof Failure.Unreachable);
  }

  /** Adds what is new at the top and leaves the rows that are being read where they are. */
  private void catchUp() {
    if (page.isRunning() || counts.isRunning() || clock.instant().isBefore(quietUntil)) {
      return;
    }
    if (rows.isEmpty()) {
      refresh();
      return;
    }
    stale = false;
    var filter = query.get().filter(clock.instant());
    count(filter);
    page.read(() -> errors.page(filter, null, PAGE), newest -> merge(newest, filter));
  }

  /** Leaves the server alone afterwards for four times as long as it had to count. */
  private void count(ErrorFilter filter) {
    var begun = clock.instant();
    quietUntil = begun.plus(QUIET_AFTER_FAILURE);
    counts.read(
        () -> errors.histogram(filter, BUCKETS),
        _ -> {
          var now = clock.instant();
          quietUntil = now.plus(Duration.between(begun, now).multipliedBy(4));
        });
  }

  private void replaceRows(ErrorPage first) {
    var before = selected.get();
    rows.setAll(first.rows());
    more.set(first.more());
    selected.set(
        before != null && rows.contains(before) ? before : rows.isEmpty() ? null : rows.getFirst());
  }

  private void merge(ErrorPage newest, ErrorFilter filter) {
    var known = rows.stream().map(TriggerError::id).collect(Collectors.toSet());
    var unknown = newest.rows().stream().filter(row -> !known.contains(row.id())).toList();
    if (unknown.size() == newest.rows().size()) {
      replaceRows(newest);
      return;
    }
    for (var row : unknown) {
      int place = Collections.binarySearch(rows, row, NEWEST_FIRST);
      rows.add(place < 0 ? -place - 1 : place, row);
    }
    var from = filter.from();
    if (from != null) {
      rows.removeIf(row -> row.occurredAt().isBefore(from));
    }
  }
}
