package io.triggerscope.viewmodel;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.CleanupPlan;
import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Retention;
import io.triggerscope.postgres.ErrorCleanup;
import io.triggerscope.viewmodel.Throughput.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/**
 * The clean-up card: what a clean-up of {@code trigger_error_log} would delete, and running it.
 * Confined to the FX thread.
 */
public final class CleanupViewModel {

  /** Rows deleted in one transaction. */
  public static final int SLICE = ErrorCleanup.SLICE;

  public static final int MOST_DAYS = Retention.MOST;

  /** What a clean-up is about. */
  public enum State {
    IDLE,
    RUNNING,
    /** Told to pause; a slice is still at work. */
    PAUSING,
    /** Nothing is open on the server until it goes on. */
    PAUSED,
    /** Told to stop; a slice is still at work. */
    STOPPING
  }

  private final LiveSession session;
  private final GroupNotes notes;
  private final ErrorCleanup cleanup;
  private final CleanupScheduleViewModel schedule;
  private final Runnable changed;
  private final IntegerProperty days =
      new SimpleIntegerProperty(this, "days", Retention.DEFAULT.days());
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper(this, "refusal", "");
  private final BooleanProperty withUnseen = new SimpleBooleanProperty(this, "withUnseen");
  private final LastGood<CleanupPreview> preview;
  private final ReadOnlyObjectWrapper<@Nullable CleanupPlan> plan =
      new ReadOnlyObjectWrapper<>(this, "plan");
  private final Work work;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(this, "state", State.IDLE);
  private final ReadOnlyLongWrapper toDelete = new ReadOnlyLongWrapper(this, "toDelete");
  private final ReadOnlyLongWrapper deleted = new ReadOnlyLongWrapper(this, "deleted");
  private final ReadOnlyStringWrapper pace = new ReadOnlyStringWrapper(this, "pace", "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /** What the running or paused clean-up has left to do; null while there is none. */
  private @Nullable CleanupPlan rest;

  private Throughput throughput = Throughput.NONE;
  private Duration worked = Duration.ZERO;
  private AtomicBoolean halt = new AtomicBoolean();

  /**
   * @param notes which groups somebody has seen
   * @param changed run after rows were deleted
   */
  public CleanupViewModel(LiveSession session, GroupNotes notes, Runnable changed) {
    this.session = session;
    this.notes = notes;
    this.cleanup = new ErrorCleanup(session.target());
    this.schedule = new CleanupScheduleViewModel(session, this::retention);
    this.changed = changed;
    this.preview = new LastGood<>(session);
    this.work = new Work(session.threads());
    days.addListener((_, _, _) -> refresh());
    preview.valueProperty().subscribe(this::choose);
    withUnseen.subscribe(this::choose);
    notes.notesProperty().subscribe(this::choose);
  }

  private void choose() {
    var counted = preview.value();
    plan.set(counted == null ? null : counted.plan(notes::isAcknowledged, withUnseen.get()));
  }

  /** Rows younger than this many days are kept; setting it previews anew. */
  public IntegerProperty daysProperty() {
    return days;
  }

  /**
   * Reads days as they are typed.
   *
   * @return the last that made sense
   */
  public int understand(String text) {
    var problem = Retention.problem(text);
    if (!problem.isEmpty()) {
      refusal.set(problem + " It stays at " + Format.count(days.get(), "day") + ".");
      return days.get();
    }
    int understood = Retention.of(text).days();
    // the field reads what it fell back to again when it loses the focus
    if (understood != days.get()) {
      refusal.set("");
    }
    return understood;
  }

  /** What was wrong with days that were typed; empty once others are. */
  public ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /** Whether rows of groups that nobody has acknowledged are deleted too; off after each run. */
  public BooleanProperty withUnseenProperty() {
    return withUnseen;
  }

  public LastGood<CleanupPreview> preview() {
    return preview;
  }

  /** What would be deleted as things are chosen; null until it was counted. */
  public ReadOnlyObjectProperty<@Nullable CleanupPlan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Rows that the running, or else the last, clean-up set out to delete. */
  public ReadOnlyLongProperty toDeleteProperty() {
    return toDelete.getReadOnlyProperty();
  }

  /** Of these, deleted so far. */
  public ReadOnlyLongProperty deletedProperty() {
    return deleted.getReadOnlyProperty();
  }

  /** {@code 3,400 rows/s · 12.0 s left}; empty unless it runs. */
  public ReadOnlyStringProperty paceProperty() {
    return pace.getReadOnlyProperty();
  }

  /** How the last clean-up ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public boolean isIdle() {
    return state.get() == State.IDLE;
  }

  /** Whether it may write. */
  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  public Instant now() {
    return session.clock().instant();
  }

  private Retention retention() {
    return new Retention(days.get());
  }

  /** The same by the clock. */
  public CleanupScheduleViewModel schedule() {
    return schedule;
  }

  public void refresh() {
    var retention = retention();
    preview.read(() -> cleanup.preview(retention));
  }

  /**
   * Deletes what a plan says; the user has confirmed it.
   *
   * @param confirmed the plan that was shown
   */
  public void run(CleanupPlan confirmed) {
    if (!isIdle()) {
      return;
    }
    notice.set(null);
    toDelete.set(confirmed.rows());
    deleted.set(0);
    worked = Duration.ZERO;
    rest = confirmed;
    start();
  }

  /** Pauses after the slice at work. */
  public void pause() {
    if (state.get() == State.RUNNING) {
      state.set(State.PAUSING);
      halt.set(true);
    }
  }

  /** Goes on with what is left. */
  public void resume() {
    if (state.get() == State.PAUSED) {
      start();
    }
  }

  /** Stops after the slice at work; what was deleted until then stays deleted. */
  public void cancel() {
    switch (state.get()) {
      case RUNNING, PAUSING -> {
        state.set(State.STOPPING);
        halt.set(true);
      }
      case PAUSED -> finish(stopped());
      case IDLE, STOPPING -> {}
    }
  }

  private void start() {
    var left = rest;
    if (left == null) {
      return;
    }
    var asked = new AtomicBoolean();
    halt = asked;
    state.set(State.RUNNING);
    long before = deleted.get();
    var clock = session.clock();
    var begun = clock.instant();
    throughput = Throughput.NONE.with(begun, before);
    var progress = new Latest<Sample>(session.threads().fx(), this::progressed);
    work.start(
        () ->
            new Outcome.Done<>(
                cleanup.run(
                    left,
                    count -> {
                      progress.accept(new Sample(clock.instant(), before + count));
                      return !asked.get();
                    })),
        outcome -> ended(outcome, left, before, begun));
  }

  private void progressed(Sample sample) {
    deleted.set(sample.done());
    throughput = throughput.with(sample.at(), sample.done());
    pace.set(throughput.words(toDelete.get() - sample.done()));
  }

  private void ended(
      Outcome<CleanupEnd> outcome, CleanupPlan begunWith, long before, Instant begun) {
    var end =
        switch (outcome) {
          case Outcome.Done<CleanupEnd>(var told) -> told;
          case Outcome.Failed<CleanupEnd>(var bug) ->
              new CleanupEnd.Broken(deleted.get() - before, 0, bug);
        };
    deleted.set(before + end.deleted());
    worked = worked.plus(Duration.between(begun, session.clock().instant()));
    pace.set("");
    switch (end) {
      case CleanupEnd.Complete _ -> finish(complete());
      case CleanupEnd.Stopped(var count) -> {
        if (state.get() == State.PAUSING && count < begunWith.rows()) {
          rest = begunWith.after(count);
          state.set(State.PAUSED);
        } else {
          finish(deleted.get() < toDelete.get() ? stopped() : complete());
        }
      }
      case CleanupEnd.Broken broken -> finish(broken(broken));
    }
  }

  private void finish(Notice told) {
    rest = null;
    notice.set(told);
    state.set(State.IDLE);
    withUnseen.set(false);
    session.mark("clean-up");
    refresh();
    changed.run();
  }

  private Notice complete() {
    var count = Format.count(deleted.get(), "row");
    return deleted.get() < toDelete.get()
        ? notice(
            Notice.Tone.ATTENTION,
            count
                + " deleted of "
                + Format.count(toDelete.get())
                + ". The others are gone already, or locked by somebody.")
        : notice(Notice.Tone.GOOD, count + " deleted in " + Format.duration(worked) + ".");
  }

  private Notice stopped() {
    return notice(
        Notice.Tone.ATTENTION,
        "Stopped. "
            + Format.count(deleted.get())
            + " of "
            + Format.count(toDelete.get())
            + " rows were deleted.");
  }

  private Notice broken(CleanupEnd.Broken end) {
    return notice(
        Notice.Tone.FAILED,
        end.failure().sentence()
            + " "
            + Format.count(deleted.get())
            + " of "
            + Format.count(toDelete.get())
            + " rows were deleted."
            + (end.inDoubt() == 0
                ? ""
                : " Whether "
                    + Format.count(end.inDoubt())
                    + " more were, the server could not be asked."));
  }

  private Notice notice(Notice.Tone tone, String sentence) {
    return new Notice(tone, sentence, session.clock().instant());
  }
}
