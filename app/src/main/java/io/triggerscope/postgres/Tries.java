package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LockHolder;
import io.triggerscope.model.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;

/**
 * Runs something again that a lock has kept from its work, after a pause that grows, and names who
 * was in the way. Confined to the thread of the run.
 */
final class Tries {

  private final Limits limits;
  private final LockWatch watch;
  private final Consumer<String> progress;

  Tries(Limits limits, LockWatch watch, Consumer<String> progress) {
    this.limits = limits;
    this.watch = watch;
    this.progress = progress;
  }

  /**
   * @param work throws what Flyway does
   */
  <T> Outcome<T> run(Supplier<Outcome<T>> work) {
    for (int failures = 1; ; failures++) {
      try {
        return work.get();
      } catch (FlywayException e) {
        if (!SqlStates.isLockTimeout(e)) {
          return new Outcome.Failed<>(Migrations.failure(e));
        }
        if (failures >= limits.tries()) {
          return watch.blaming(new Outcome.Failed<>(Migrations.failure(e)));
        }
        var pause = Backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
        progress.accept(
            "Blocked%s; try %d of %d in %s"
                .formatted(byWhom(), failures + 1, limits.tries(), seconds(pause)));
        if (!slept(pause)) {
          return new Outcome.Failed<>(new Failure.TimedOut(SqlStates.CANCELLED));
        }
      }
    }
  }

  /** Of whoever was seen last: by now they may be gone. */
  private String byWhom() {
    var blockers = watch.blockers();
    return blockers.isEmpty() ? "" : ": " + LockHolder.words(blockers);
  }

  private static String seconds(Duration pause) {
    return String.format(Locale.ENGLISH, "%.1f s", pause.toMillis() / 1e3);
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
