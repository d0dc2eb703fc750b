package io.triggerscope.viewmodel;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One piece of background work of a screen at a time, cancellable, with its state to bind to. A new
 * one replaces a running one. Confined to the FX thread; the job itself runs on a background
 * thread.
 */
public final class Work {

  private final Threads threads;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private @Nullable Thread thread;

  public Work(Threads threads) {
    this.threads = threads;
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  public boolean isRunning() {
    return running.get();
  }

  /**
   * Runs {@code job} in the background, then {@code then} on the FX thread, unless it was replaced
   * or cancelled before. A bug in the job arrives as {@link Failure.Unexpected} and in the log.
   */
  public <T> void start(Supplier<Outcome<T>> job, Consumer<Outcome<T>> then) {
    start(job, then, _ -> {});
  }

  /**
   * As above, for a job that opens something.
   *
   * @param unwanted closes what the job had opened when it was replaced or cancelled; called on a
   *     background thread
   */
  public <T> void start(Supplier<Outcome<T>> job, Consumer<Outcome<T>> then, Consumer<T> unwanted) {
    cancel();
    var started =
        threads
            .background()
            .newThread(
                () -> {
                  var outcome = outcome(job);
                  var self = Thread.currentThread();
                  threads
                      .fx()
                      .execute(
                          () -> {
                            if (thread == self) {
                              thread = null;
                              running.set(false);
                              then.accept(outcome);
                            } else if (outcome instanceof Outcome.Done<T>(var value)) {
                              threads.background().newThread(() -> unwanted.accept(value)).start();
                            }
                          });
                });
    thread = started;
    running.set(true);
    started.start();
  }

  /**
   * Interrupts the job, which ends its JDBC call. Its outcome still arrives, so that what it had
   * done until then is told.
   */
  public void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Interrupts the job and forgets it: its outcome is not delivered. */
  public void cancel() {
    interrupt();
    thread = null;
    running.set(false);
  }

  private static <T> Outcome<T> outcome(Supplier<Outcome<T>> job) {
    try {
      return job.get();
    } catch (RuntimeException e) {
      System.getLogger(Work.class.getName()).log(System.Logger.Level.ERROR, "a bug", e);
      return new Outcome.Failed<>(new Failure.Unexpected("This is a bug in TriggerScope: " + e));
    }
  }
}
