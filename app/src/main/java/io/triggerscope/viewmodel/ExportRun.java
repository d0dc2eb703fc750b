package io.triggerscope.viewmodel;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The writing of a file in the background: how far it has come, a way to end it, and how it ended.
 * Confined to the FX thread.
 */
public final class ExportRun {

  private final Threads threads;
  private final InstantSource clock;
  private final String noun;
  private final Work work;
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction");
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /** Writes a file and tells how many were written so far; called on a background thread. */
  interface Job<T> {
    Outcome<T> run(LongConsumer written);
  }

  /**
   * @param noun of one that is written; it takes an s
   */
  ExportRun(Threads threads, InstantSource clock, String noun) {
    this.threads = threads;
    this.clock = clock;
    this.noun = noun;
    this.work = new Work(threads);
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return work.runningProperty();
  }

  /** How much of it is written, from 0 to 1. */
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /** {@code 12,000 of 500,000 notifications}; empty while nothing is exported. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How the last export ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /**
   * Begins; no-op while one runs.
   *
   * @param total how many there are
   * @param said what to say of what was written
   */
  <T> void start(long total, Job<T> job, Function<T, Said> said) {
    if (work.isRunning()) {
      return;
    }
    var written = new Latest<Long>(threads.fx(), done -> tell(done, total));
    notice.set(null);
    tell(0, total);
    work.start(() -> job.run(written::accept), outcome -> ended(outcome, said));
  }

  /** What is said of a file. */
  record Said(Tone tone, String sentence) {}

  /** Ends it, which leaves no file. */
  public void cancel() {
    work.interrupt();
  }

  private void tell(long done, long total) {
    fraction.set(total == 0 ? 0 : Math.min(1, (double) done / total));
    progress.set(Format.count(done) + " of " + Format.count(total, noun));
  }

  private <T> void ended(Outcome<T> outcome, Function<T, Said> said) {
    fraction.set(0);
    progress.set("");
    var end =
        switch (outcome) {
          case Outcome.Done<T>(var written) -> said.apply(written);
          case Outcome.Failed<T>(Failure.TimedOut(var message)) ->
              new Said(Tone.ATTENTION, message);
          case Outcome.Failed<T>(var failure) -> new Said(Tone.FAILED, failure.message());
        };
    notice.set(new Notice(end.tone, end.sentence, clock.instant()));
  }
}
