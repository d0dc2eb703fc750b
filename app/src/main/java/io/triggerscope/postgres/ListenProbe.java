package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Proves that a NOTIFY of one session reaches a LISTEN of another, on a channel nobody else uses: a
 * pooler in transaction mode accepts LISTEN and delivers nothing. Safe for any thread.
 */
public final class ListenProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Target target;

  public ListenProbe(Target target) {
    this.target = target;
  }

  /** How long the notification took from before it was sent; blocks until it has arrived. */
  public Outcome<Duration> run() {
    var channel = "triggerscope_probe_" + UUID.randomUUID().toString().replace("-", "");
    try (var listener = ListenSession.open(target, channel)) {
      return target.read(handle -> send(handle, channel)).then(sent -> arrival(listener, sent));
    } catch (SQLException e) {
      return new Outcome.Failed<>(SqlStates.failure(e));
    }
  }

  /** Returns the nanosecond before, when the session was there already. */
  private static long send(Handle handle, String channel) {
    var query = handle.createQuery(Target.sql(ListenProbe.class, "notify"));
    long sent = System.nanoTime();
    query.bind("channel", channel).mapTo(String.class).one();
    return sent;
  }

  private static Outcome<Duration> arrival(ListenSession listener, long sent) {
    try {
      return listener.receive(PATIENCE).isEmpty()
          ? new Outcome.Failed<>(
              new Failure.Undelivered(
                  "A probe sent in another session did not come within "
                      + PATIENCE.toSeconds()
                      + " s. A pooler in transaction mode does that: connect to the server itself."))
          : new Outcome.Done<>(Duration.ofNanos(System.nanoTime() - sent));
    } catch (SQLException e) {
      return new Outcome.Failed<>(SqlStates.failure(e));
    }
  }
}
