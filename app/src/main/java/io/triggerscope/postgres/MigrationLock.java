package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Lets one run of migrations at a time work on a schema, and tells the others for whom they wait,
 * which the lock of Flyway underneath does not. Confined to the thread of the run.
 */
final class MigrationLock {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String schema;
  private final Duration patience;

  /**
   * @param patience how long to wait for another run
   */
  MigrationLock(String schema, Duration patience) {
    this.schema = schema;
    this.patience = patience;
  }

  /**
   * Runs {@code work} once nobody else runs migrations here.
   *
   * @param handle whose session is the lock's owner; its end frees the lock, however it comes
   * @param progress told who is waited for, each time that this is somebody else
   */
  <T> Outcome<T> hold(Handle handle, Consumer<String> progress, Supplier<Outcome<T>> work) {
    var begun = System.nanoTime();
    var last = "";
    for (int tries = 1; !taken(handle); tries++) {
      var holder = holder(handle).orElse(last);
      if (System.nanoTime() - begun > patience.toNanos()) {
        return new Outcome.Failed<>(
            new Failure.TimedOut("Another run of migrations has not ended: " + holder + "."));
      }
      // a session that has just been closed may still be on its way out
      if (tries > 1 && !holder.equals(last)) {
        last = holder;
        progress.accept("Waiting for the run of " + holder);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Outcome.Failed<>(new Failure.TimedOut(SqlStates.CANCELLED));
      }
    }
    return work.get();
  }

  private boolean taken(Handle handle) {
    return handle
        .createQuery(Target.sql(MigrationLock.class, "try"))
        .bind("schema", schema)
        .mapTo(Boolean.class)
        .one();
  }

  /** Empty when it has just been freed. */
  private Optional<String> holder(Handle handle) {
    return handle
        .createQuery(Target.sql(MigrationLock.class, "holder"))
        .bind("schema", schema)
        .mapTo(String.class)
        .findFirst();
  }
}
