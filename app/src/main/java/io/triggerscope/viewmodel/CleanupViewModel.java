package io.triggerscope.viewmodel;

import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ErrorCleanup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/**
 * The clean-up card: what a clean-up of {@code trigger_error_log} would delete, and running it.
 * Confined to the FX thread.
 */
public final class CleanupViewModel {

  /** Rows deleted in one transaction. */
  public static final int SLICE = ErrorCleanup.SLICE;

  private static final int DEFAULT_DAYS = 30;

  private final LiveSession session;
  private final ErrorCleanup cleanup;
  private final Runnable changed;
  private final IntegerProperty days = new SimpleIntegerProperty(this, "days", DEFAULT_DAYS);
  private final LastGood<CleanupPreview> preview;
  private final Work running;
  private final ReadOnlyLongWrapper toDelete = new ReadOnlyLongWrapper(this, "toDelete");
  private final ReadOnlyLongWrapper deleted = new ReadOnlyLongWrapper(this, "deleted");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");
  private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper(this, "stopping");
  private AtomicBoolean stop = new AtomicBoolean();

  /**
   * @param changed run after rows were deleted
   */
  public CleanupViewModel(LiveSession session, Runnable changed) {
    this.session = session;
    this.cleanup = new ErrorCleanup(session.target());
    this.changed = changed;
    this.preview = new LastGood<>(session);
    this.running = new Work(session.threads());
    days.addListener((_, _, _) -> refresh());
  }

  /** Rows younger than this many days are kept; setting it previews anew. */
  public IntegerProperty daysProperty() {
    return days;
  }

  public LastGood<CleanupPreview> preview() {
    return preview;
  }

  /** Rows that the running, or else the last, clean-up set out to delete. */
  public ReadOnlyLongProperty toDeleteProperty() {
    return toDelete.getReadOnlyProperty();
  }

  /** Of these, deleted so far. */
  public ReadOnlyLongProperty deletedProperty() {
    return deleted.getReadOnlyProperty();
  }

  /** How the last clean-up ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.runningProperty();
  }

  /** Whether the running clean-up was told to stop. */
  public ReadOnlyBooleanProperty stoppingProperty() {
    return stopping.getReadOnlyProperty();
  }

  /** Whether it may write. */
  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  public Instant now() {
    return session.clock().instant();
  }

  public void refresh() {
    int retention = days.get();
    preview.read(() -> cleanup.preview(retention));
  }

  /** Deletes what the preview showed; the user has confirmed it. */
  public void run() {
    var shown = preview.value();
    if (running.isRunning() || shown == null) {
      return;
    }
    int retention = shown.retentionDays();
    var begun = session.clock().instant();
    var asked = new AtomicBoolean();
    stop = asked;
    stopping.set(false);
    notice.set(null);
    toDelete.set(shown.rowsToDelete());
    deleted.set(0);
    var progress = new Latest<Long>(session.threads().fx(), deleted::set);
    running.start(
        () ->
            cleanup.run(
                retention,
                count -> {
                  progress.accept(count);
                  // here, between two slices, it is known what was deleted
                  if (asked.get()) {
                    Thread.currentThread().interrupt();
                  }
                }),
        outcome -> ended(outcome, begun));
  }

  /** Stops after the slice at work; what was deleted until then stays deleted. */
  public void cancel() {
    stop.set(true);
    stopping.set(true);
  }

  private void ended(Outcome<Long> outcome, Instant begun) {
    var now = session.clock().instant();
    switch (outcome) {
      case Outcome.Done<Long>(var count) -> {
        deleted.set(count);
        notice.set(done(count, Duration.between(begun, now), now));
      }
      case Outcome.Failed<Long>(var failure) ->
          notice.set(
              new Notice(
                  Notice.Tone.FAILED,
                  failure.sentence() + " " + Format.count(deleted.get()) + " rows were deleted.",
                  now));
    }
    session.mark("clean-up");
    refresh();
    changed.run();
  }

  private Notice done(long count, Duration took, Instant now) {
    return stopping.get() && count < toDelete.get()
        ? new Notice(
            Notice.Tone.ATTENTION,
            "Stopped. "
                + Format.count(count)
                + " of "
                + Format.count(toDelete.get())
                + " rows were deleted.",
            now)
        : new Notice(
            Notice.Tone.GOOD,
            Format.count(count) + " rows deleted in " + Format.duration(took) + ".",
            now);
  }
}
