package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.Failure;
import io.triggerscope.model.TriggerError;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Errors screen: what matches a query in {@code trigger_error_log}, counted and folded on the
 * server and read page by page, and those that come while we watch. Confined to the FX thread.
 */
public final class ErrorsViewModel {

  private final Session session;
  private final InstantSource clock;
  private final RecentErrors recent;
  private final ErrorLogPlace place;
  private final LookedMark looked;
  private final LastGood<ErrorLogShape> shape;
  private final Rest rest;
  private final ErrorCounts counts;
  private final ErrorGroupsViewModel groups;
  private final ErrorRowsViewModel rows;
  private final ErrorExportViewModel export;
  private final FunctionSourceViewModel source;
  private final ObjectProperty<ErrorQuery> query =
      new SimpleObjectProperty<>(this, "query", ErrorQuery.DEFAULT);
  private final ObjectProperty<ErrorListing> listing =
      new SimpleObjectProperty<>(this, "listing", ErrorListing.GROUPS);
  private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper(this, "missing");
  private ErrorFilter filter;
  private boolean shown;
  private boolean stale = true;

  /** Whether what was read is the answer to another question. */
  private boolean anew = true;

  public ErrorsViewModel(Session session, Preferences preferences) {
    this.session = session;
    this.clock = session.clock();
    this.place = ErrorLogPlace.of(session);
    var notes = new GroupNotes(preferences, place.key());
    this.recent = new RecentErrors(session, notes, this::answered);
    this.looked = new LookedMark(preferences, place.key());
    this.shape = new LastGood<>(session);
    this.rest = new Rest(clock);
    this.counts = new ErrorCounts(session, rest);
    this.groups = new ErrorGroupsViewModel(session, notes);
    this.rows = new ErrorRowsViewModel(session);
    this.export = new ErrorExportViewModel(session, this::filter, counts::total);
    this.source = new FunctionSourceViewModel(session);
    this.filter = filter();
    preferences.keep("errors.listing", listing, ErrorListing::valueOf, ErrorListing::name);
    preferences.keep(
        "errors.histogram", counts.histogramShownProperty(), Boolean::valueOf, Object::toString);
    counts.follow();
    query.addListener((_, _, _) -> changed());
    listing.addListener((_, _, _) -> changed());
    groups.chosenProperty().addListener((_, before, now) -> choose(before, now));
    counts
        .facets()
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

  public ObjectProperty<ErrorListing> listingProperty() {
    return listing;
  }

  /** Whether matches are counted over time: hidden, the server is not asked for it. */
  public BooleanProperty histogramShownProperty() {
    return counts.histogramShownProperty();
  }

  /** How the log differs from the one of the migrations. */
  public LastGood<ErrorLogShape> shape() {
    return shape;
  }

  /** All rows that match, counted, and those of each value. */
  public LastGood<ErrorFacets> counts() {
    return counts.facets();
  }

  /** All rows that match, counted over time. */
  public LastGood<ErrorHistogram> histogram() {
    return counts.histogram();
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

  /** The sources of functions in a stack. */
  public FunctionSourceViewModel source() {
    return source;
  }

  /** Whether the database has no {@code trigger_error_log}. */
  public ReadOnlyBooleanProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  /** Errors that came while this screen was not shown, but for those of muted groups. */
  public ReadOnlyLongProperty unseenProperty() {
    return recent.unseenProperty();
  }

  /** The newest errors of any query, oldest first, from 15 minutes before we connected on. */
  public ObservableList<TriggerError> recent() {
    return recent.rows();
  }

  /** When the user looked here before; null for the first time. */
  public @Nullable Instant lookedBefore() {
    return looked.at();
  }

  /** Where {@code trigger_error_log} is looked for. */
  public String schema() {
    return place.schema();
  }

  /** Whether the rows are those of a capture: no others can come. */
  public boolean recorded() {
    return session instanceof CaptureSession;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Of how many rows {@link #rows} holds some. */
  public long listed() {
    var chosen = groups.chosenProperty().get();
    return switch (listing.get()) {
      case GROUPS -> chosen == null ? 0 : chosen.rows();
      case ROWS -> counts.total();
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
    shape.read(session.errors()::shape);
    filter = filter();
    counts.read(filter);
    switch (listing.get()) {
      case GROUPS -> {
        rows.clear();
        readGroups();
      }
      case ROWS -> rows.show(filter);
    }
  }

  private ErrorFilter filter() {
    return query.get().filter(clock.instant(), looked.id());
  }

  public void reset() {
    query.set(ErrorQuery.DEFAULT);
  }

  public void cancel() {
    counts.cancel();
    groups.groups().cancel();
    rows.page().cancel();
  }

  private void answered(int newErrors) {
    stale |= newErrors > 0 || rows.page().isCurable() || counts.facets().isCurable();
    if (shown) {
      seen();
      if (stale) {
        catchUp();
      }
    }
  }

  /** Adds what is new at the top and leaves the rows that are being read where they are. */
  private void catchUp() {
    boolean busy = rows.page().isRunning() || counts.isRunning() || groups.groups().isRunning();
    if (busy || !rest.isOver()) {
      return;
    }
    if (anew || counts.facets().value() == null || missing.get()) {
      refresh();
      return;
    }
    stale = false;
    filter = filter();
    counts.read(filter);
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

  private void readGroups() {
    var begun = rest.asked();
    groups.read(filter, () -> rest.answered(begun, !counts.isRunning()));
  }

  private void choose(@Nullable ErrorGroup before, @Nullable ErrorGroup now) {
    boolean same = before != null && now != null && before.kind().equals(now.kind());
    if (listing.get() == ErrorListing.GROUPS && (!same || rows.rows().isEmpty())) {
      if (now == null) {
        rows.clear();
      } else {
        rows.show(groups.rows(filter, now));
      }
    }
  }
}
