package io.triggerscope.viewmodel;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of the server gave last: when the next one fails, the last good value stays, with
 * the reason and its time beside it. Confined to the FX thread.
 */
public final class LastGood<T> {

  private final ReadOnlyObjectWrapper<@Nullable T> value =
      new ReadOnlyObjectWrapper<>(this, "value");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final Work work;
  private final InstantSource clock;

  LastGood(Session session) {
    this.work = new Work(session.threads());
    this.clock = session.clock();
  }

  /** Null until a reading has succeeded. */
  public ReadOnlyObjectProperty<@Nullable T> valueProperty() {
    return value.getReadOnlyProperty();
  }

  public @Nullable T value() {
    return value.get();
  }

  /** Null when the last reading succeeded. */
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public @Nullable Problem problem() {
    return problem.get();
  }

  /** Whether reading again may do, once the server answers; what took too long would again. */
  boolean isCurable() {
    var failed = problem.get();
    return failed != null
        && (failed.failure() instanceof Failure.Missing
            || failed.failure() instanceof Failure.Unreachable);
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return work.runningProperty();
  }

  public boolean isRunning() {
    return work.isRunning();
  }

  public void cancel() {
    work.cancel();
  }

  /** As before the first reading: what was read was of something else. */
  void forget() {
    work.cancel();
    problem.set(null);
    value.set(null);
  }

  /** Reads in the background; a reading that still runs is replaced. */
  void read(Supplier<Outcome<T>> job) {
    read(job, _ -> {});
  }

  /**
   * Reads in the background; a reading that still runs is replaced.
   *
   * @param then told the new value, after it was set
   */
  void read(Supplier<Outcome<T>> job, Consumer<T> then) {
    work.start(
        job,
        outcome -> {
          switch (outcome) {
            case Outcome.Done<T>(var read) -> {
              problem.set(null);
              value.set(read);
              then.accept(read);
            }
            case Outcome.Failed<T>(var failure) ->
                problem.set(new Problem(failure, clock.instant()));
          }
        });
  }
}
