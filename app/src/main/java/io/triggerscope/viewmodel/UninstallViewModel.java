package io.triggerscope.viewmodel;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.Uninstall;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Taking away what the migrations have made: what that would drop, and doing it. Confined to the FX
 * thread.
 */
public final class UninstallViewModel {

  private final LiveSession session;
  private final Uninstall uninstall;
  private final Runnable changed;
  private final DryRunViewModel preview;
  private final Work running;
  private final BooleanProperty withErrorLog = new SimpleBooleanProperty(this, "withErrorLog");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");
  private boolean previewedWithErrorLog;

  /**
   * @param changed run after all was taken away
   */
  UninstallViewModel(LiveSession session, Runnable changed) {
    this.session = session;
    this.uninstall = new Uninstall(session.target());
    this.changed = changed;
    this.preview = new DryRunViewModel(session);
    this.running = new Work(session.threads());
  }

  /** Whether {@code trigger_error_log} goes too. */
  public BooleanProperty withErrorLogProperty() {
    return withErrorLog;
  }

  /** What runs. */
  public String sql() {
    return Uninstall.script(withErrorLog.get()).sql();
  }

  /** What the last preview found. */
  public DryRunViewModel preview() {
    return preview;
  }

  /** Whether the last preview was of what would be run now, and ran to its end. */
  public boolean isPreviewed() {
    var run = preview.result().value();
    return run != null
        && previewedWithErrorLog == withErrorLog.get()
        && run.steps().stream().allMatch(DryRun.Ran.class::isInstance);
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.runningProperty();
  }

  /** How the last one ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  /** Runs it and takes it back. */
  public void lookAhead() {
    boolean all = withErrorLog.get();
    previewedWithErrorLog = all;
    preview.run(() -> uninstall.preview(all, Limits.DEFAULT));
  }

  /** Runs it; the user has confirmed it. */
  public void run() {
    boolean all = withErrorLog.get();
    notice.set(null);
    running.start(() -> uninstall.run(all, Limits.DEFAULT), this::ended);
  }

  /** Stops a run, which then changes nothing. */
  public void cancel() {
    running.interrupt();
  }

  private void ended(Outcome<String> outcome) {
    switch (outcome) {
      case Outcome.Done<String> _ -> {
        say(Notice.Tone.GOOD, "Uninstalled. The tables announce nothing any more.");
        session.mark("uninstall");
        changed.run();
      }
      case Outcome.Failed<String>(var failure) ->
          say(Notice.Tone.FAILED, "Nothing was taken away. " + failure.sentence());
    }
  }

  private void say(Notice.Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, session.clock().instant()));
  }

  void poll() {
    preview.poll();
  }
}
