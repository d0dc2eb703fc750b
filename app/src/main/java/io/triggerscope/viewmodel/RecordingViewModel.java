package io.triggerscope.viewmodel;

import io.triggerscope.feed.capture.Origin;
import io.triggerscope.feed.capture.Recording;
import io.triggerscope.feed.capture.RecordingProgress;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Recording what arrives to a capture. Confined to the FX thread; files are made and ended in the
 * background.
 */
public final class RecordingViewModel {

  private final LiveSession session;
  private final Runnable checkHealth;
  private final Work work;
  private final ReadOnlyBooleanWrapper recording = new ReadOnlyBooleanWrapper(this, "recording");
  private final ReadOnlyBooleanWrapper incomplete = new ReadOnlyBooleanWrapper(this, "incomplete");
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param checkHealth asked for at the beginning of each recording, so that it holds a report
   */
  public RecordingViewModel(LiveSession session, Runnable checkHealth) {
    this.session = session;
    this.checkHealth = checkHealth;
    this.work = new Work(session.threads());
  }

  /** Whether what arrives is being recorded. */
  public ReadOnlyBooleanProperty recordingProperty() {
    return recording.getReadOnlyProperty();
  }

  /** Whether something could not be recorded. */
  public ReadOnlyBooleanProperty incompleteProperty() {
    return incomplete.getReadOnlyProperty();
  }

  /** {@code 0:42 · 1.2 MB}, and how much could not be recorded; empty while nothing is. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How the last recording ended, or why it could not begin; null while all is well. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whether something is being begun or ended. */
  public ReadOnlyBooleanProperty busyProperty() {
    return work.runningProperty();
  }

  /** {@code prod-eu-20261122-140329.tscope}. */
  public String suggestedName(ZoneId zone) {
    return Format.fileName(session.name(), session.clock().instant(), zone) + ".tscope";
  }

  /** Begins to record to a file that must be new. */
  public void start(Path file) {
    var origin = Origin.of(session.name(), session.settings(), session.server());
    notice.set(null);
    work.start(
        () -> session.recorder().record(file, origin, _ -> {}),
        outcome -> {
          switch (outcome) {
            case Outcome.Done<Recording> _ -> {
              recording.set(true);
              poll();
              checkHealth.run();
            }
            case Outcome.Failed<Recording>(var failure) -> say(Tone.FAILED, failure.message());
          }
        });
  }

  /** Ends the recording. */
  public void stop() {
    work.start(
        () -> {
          session.recorder().stop();
          return new Outcome.Done<>(true);
        },
        _ -> poll());
  }

  /** Looks how far the recording has come; to be called by a timer. */
  public void poll() {
    var last = session.recorder().recording();
    if (last == null || !recording.get()) {
      return;
    }
    var now = last.progress();
    incomplete.set(now.notRecorded() > 0);
    if (now.over()) {
      recording.set(false);
      progress.set("");
      tell(now);
    } else {
      progress.set(
          elapsed(Duration.between(now.started(), session.clock().instant()))
              + " · "
              + Format.bytes(now.bytes())
              + missing(now));
    }
  }

  private void tell(RecordingProgress ended) {
    if (ended.problem() != null) {
      say(Tone.FAILED, ended.problem());
      return;
    }
    say(
        ended.notRecorded() == 0 ? Tone.GOOD : Tone.ATTENTION,
        "Recorded "
            + Format.count(ended.notifications(), "notification")
            + ", "
            + Format.bytes(ended.bytes())
            + ", to "
            + ended.file()
            + missing(ended)
            + ".");
  }

  private static String missing(RecordingProgress progress) {
    return progress.notRecorded() == 0
        ? ""
        : " · " + Format.count(progress.notRecorded(), "notification") + " not recorded";
  }

  /** {@code 0:42}, {@code 1:02:03}. */
  private static String elapsed(Duration time) {
    return time.toHours() == 0
        ? "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private void say(Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, session.clock().instant()));
  }
}
