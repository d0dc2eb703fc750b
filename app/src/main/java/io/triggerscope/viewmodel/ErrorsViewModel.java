package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.Failure;
import io.triggerscope.model.FunctionSource;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import io.triggerscope.postgres.FunctionSources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Errors screen: what matches a query in {@code trigger_error_log}, counted and folded on the
 * server and read page by page, and those that come while we watch. Confined to the FX thread.
 */
public final class ErrorsViewModel {

  /** What the screen lists: groups, and beside them the rows of one; or all rows. */
  public enum Listing {
    GROUPS,
    ROWS;

    public String title() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  private static final int BUCKETS = 160;

  private static final Duration QUIET_AFTER_FAILURE = Duration.ofSeconds(10);

  private final Session session;
  private final InstantSource clock;
  private final TriggerErrorLog errors;
  private final RecentErrors recent;
  private final LookedMark looked;
  private final LastGood<ErrorLogShape> shape;
  private final LastGood<ErrorFacets> counts;
  private final LastGood<ErrorHistogram> histogram;
  private final ErrorGroupsViewModel groups;
  private final ErrorRowsViewModel rows;
  private final ErrorExportViewModel export;
  private final LastGood<FunctionSource> source;
  private final ObjectProperty<ErrorQuery> query =
      new SimpleObjectProperty<>(this, "query", ErrorQuery.DEFAULT);
  private final ObjectProperty<Listing> listing =
      new SimpleObjectProperty<>(this, "listing", Listing.GROUPS);
  private final BooleanProperty histogramShown =
      new SimpleBooleanProperty(this, "histogramShown", true);
  private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper(this, "missing");
  private ErrorFilter filter;
  private Instant quietUntil = Instant.MIN;
  private boolean shown;
  private boolean stale = true;

  /** Whether what was read is the answer to another question. */
  private boolean anew = true;

  public ErrorsViewModel(Session session, Preferences preferences) {
    this.session = session;
    this.clock = session.clock();
    this.errors = session.errors();
    this.recent = new RecentErrors(session, this::answered);
    this.looked = new LookedMark(preferences, place());
    this.shape = new LastGood<>(session);
    this.counts = new LastGood<>(session);
    this.histogram = new LastGood<>(session);
    this.groups = new ErrorGroupsViewModel(session, new GroupNotes(preferences, place()));
    this.rows = new ErrorRowsViewModel(session);
    this.export = new ErrorExportViewModel(session, this::filter, this::total);
    this.source = new LastGood<>(session);
    this.filter = filter();
    preferences.keep("errors.listing", listing, Listing::valueOf, Listing::name);
    preferences.keep("errors.histogram", histogramShown, Boolean::valueOf, Object::toString);
    query.addListener((_, _, _) -> changed());
    listing.addListener((_, _, _) -> changed());
    histogramShown.addListener((_, _, wanted) -> showHistogram(wanted));
    groups.chosenProperty().addListener((_, before, now) -> choose(before, now));
    counts
        .problemProperty()
        .addListener(
            (_, _, problem) ->
                missing.set(problem != null && problem.failure() instanceof Failure.Missing));
  }

  /** What is asked for; setting it reads anew. */
  public ObjectProperty<ErrorQuery> queryProperty() {
    return query;
  }

  public ErrorQuery query() {
    return query.get();
  }

  public ObjectProperty<Listing> listingProperty() {
    return listing;
  }

  /** Whether matches are counted over time: hidden, the server is not asked for it. */
  public BooleanProperty histogramShownProperty() {
    return histogramShown;
  }

  /** How the log differs from the one of the migrations. */
  public LastGood<ErrorLogShape> shape() {
    return shape;
  }

  /** All rows that match, counted, and those of each value. */
  public LastGood<ErrorFacets> counts() {
    return counts;
  }

  /** All rows that match, counted over time. */
  public LastGood<ErrorHistogram> histogram() {
    return histogram;
  }

  public ErrorGroupsViewModel groups() {
    return groups;
  }

  /** The rows of the chosen group, or all that match, as the listing has it. */
  public ErrorRowsViewModel rows() {
    return rows;
  }

  /** Writing all rows that match to a file. */
  public ErrorExportViewModel export() {
    return export;
  }

  /** The source of the function that was asked for last. */
  public LastGood<FunctionSource> source() {
    return source;
  }

  /** Reads the source of a function; of a capture there is none. */
  public void readSource(StackFrame frame) {
    switch (session) {
      case LiveSession live -> {
        var sources = new FunctionSources(live.target());
        source.read(() -> sources.find(frame.signature()));
      }
      case CaptureSession _ -> {}
    }
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

  /** When the user looked here before; null for the first time. */
  public @Nullable Instant lookedBefore() {
    var look = looked.before();
    return look == null ? null : look.at();
  }

  /** Where {@code trigger_error_log} is looked for. */
  public String schema() {
    return switch (session) {
      case LiveSession live -> live.settings().schema();
      case CaptureSession capture -> capture.contents().origin().schema();
    };
  }

  /** By which the preferences tell this log from those of others. */
  private String place() {
    return switch (session) {
      case LiveSession live -> live.settings().place() + " " + schema();
      case CaptureSession capture ->
          capture.contents().origin().host() + "/" + session.database() + " " + schema();
    };
  }

  /** Whether the rows are those of a capture: no others can come. */
  public boolean recorded() {
    return session instanceof CaptureSession;
  }

  public Instant now() {
    return clock.instant();
  }

  private long total() {
    var read = counts.value();
    return read == null ? 0 : read.total();
  }

  /** Of how many rows {@link #rows} holds some. */
  public long listed() {
    var chosen = groups.chosenProperty().get();
    return switch (listing.get()) {
      case GROUPS -> chosen == null ? 0 : chosen.rows();
      case ROWS -> total();
    };
  }

  /** Tells whether the screen is on view: only then its rows and counts are kept up to date. */
  public void setShown(boolean shown) {
    if (shown && !this.shown) {
      looked.begin();
      stale |= query.get().onlyNew();
    }
    this.shown = shown;
    if (shown) {
      seen();
      if (stale) {
        catchUp();
      }
    }
  }

  private void seen() {
    recent.seen();
    if (recent.newestId() >= 0 && recent.newestId() < Long.MAX_VALUE) {
      looked.seen(recent.newestId(), clock.instant());
    }
  }

  /** Looks for new errors, at most every two seconds; to be called by a timer. */
  public void poll() {
    recent.poll();
    if (shown && stale) {
      catchUp();
    }
  }

  /** Something else is asked for: it is read once it is on view. */
  private void changed() {
    if (shown) {
      refresh();
    } else {
      anew = true;
      stale = true;
    }
  }

  /** Reads all that is shown anew. */
  public void refresh() {
    anew = false;
    stale = false;
    recent.hurry();
    shape.read(errors::shape);
    filter = filter();
    count();
    switch (listing.get()) {
      case GROUPS -> {
        rows.clear();
        readGroups();
      }
      case ROWS -> rows.show(filter);
    }
  }

  private ErrorFilter filter() {
    var look = looked.before();
    return query.get().filter(clock.instant(), look == null ? 0 : look.id());
  }

  public void reset() {
    query.set(ErrorQuery.DEFAULT);
  }

  public void cancel() {
    counts.cancel();
    histogram.cancel();
    groups.groups().cancel();
    rows.page().cancel();
  }

  private void answered(int newErrors) {
    stale |= newErrors > 0 || curable(rows.page().problem()) || curable(counts.problem());
    if (shown) {
      seen();
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
    boolean busy =
        rows.page().isRunning()
            || counts.isRunning()
            || histogram.isRunning()
            || groups.groups().isRunning();
    if (busy || clock.instant().isBefore(quietUntil)) {
      return;
    }
    if (anew || counts.value() == null || missing.get()) {
      refresh();
      return;
    }
    stale = false;
    filter = filter();
    count();
    switch (listing.get()) {
      case GROUPS -> {
        var chosen = groups.chosenProperty().get();
        readGroups();
        if (chosen != null) {
          rows.catchUp(groups.rows(filter, chosen));
        }
      }
      case ROWS -> rows.catchUp(filter);
    }
  }

  private void count() {
    var wanted = filter;
    gently(counts, () -> errors.facets(wanted));
    if (histogramShown.get()) {
      readHistogram();
    }
  }

  private void showHistogram(boolean wanted) {
    if (wanted) {
      readHistogram();
    } else {
      histogram.cancel();
    }
  }

  private void readHistogram() {
    var wanted = filter;
    gently(histogram, () -> errors.histogram(wanted, BUCKETS));
  }

  private void readGroups() {
    var begun = clock.instant();
    quietUntil = later(begun.plus(QUIET_AFTER_FAILURE));
    groups.read(filter, () -> quietFor(begun));
  }

  /** Leaves the server alone afterwards for four times as long as it had to work. */
  private <T> void gently(LastGood<T> reading, Supplier<Outcome<T>> job) {
    var begun = clock.instant();
    quietUntil = later(begun.plus(QUIET_AFTER_FAILURE));
    reading.read(job, _ -> quietFor(begun));
  }

  private void quietFor(Instant begun) {
    var now = clock.instant();
    var rest = now.plus(Duration.between(begun, now).multipliedBy(4));
    boolean last = !counts.isRunning() && !histogram.isRunning() && !groups.groups().isRunning();
    quietUntil = last ? rest : later(rest);
  }

  private Instant later(Instant other) {
    return other.isAfter(quietUntil) ? other : quietUntil;
  }

  private void choose(@Nullable ErrorGroup before, @Nullable ErrorGroup now) {
    boolean same = before != null && now != null && before.kind().equals(now.kind());
    if (listing.get() == Listing.GROUPS && (!same || rows.rows().isEmpty())) {
      if (now == null) {
        rows.clear();
      } else {
        rows.show(groups.rows(filter, now));
      }
    }
  }
}
