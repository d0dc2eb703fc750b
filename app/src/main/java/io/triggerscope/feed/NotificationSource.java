package io.triggerscope.feed;

import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.RowChanges;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where raw payloads come from: a LISTEN connection, or a script in a test. Confined to the thread
 * that reads it, but for {@link #state()}.
 */
public interface NotificationSource extends AutoCloseable {

  /**
   * Waits up to {@code timeout} for something to happen. A lost connection is reported and retried
   * by later calls; it never throws for what a server or network does.
   *
   * @throws InterruptedException when the feed is closed meanwhile
   */
  Reading read(Duration timeout) throws InterruptedException;

  /** How the connection stands; may be asked from any thread. */
  ListenState state();

  @Override
  void close();

  /** A source that can be told to stop for a while. */
  interface Suspendable extends NotificationSource {

    /**
     * Stops listening, so that the server need not keep what cannot be read; the next call of
     * {@link #read} listens again, and ends the blind window that began with the last reading.
     *
     * @param reason in words
     */
    void suspend(String reason);
  }

  /**
   * A source that also tells the time: what a feed makes of it then depends on nothing else, and
   * comes out the same when it is read again.
   */
  interface Timed extends NotificationSource, InstantSource {

    /** The time of the last reading. */
    @Override
    Instant instant();
  }

  /** What one call of {@link #read} found. */
  sealed interface Reading {

    /** Payloads in the order of their arrival, read from the socket at {@code at}. */
    record Received(List<Utf8Text> payloads, Instant at) implements Reading {}

    /** Nothing new; also while a lost connection is being retried. */
    record Quiet() implements Reading {}

    /** What the server counts, asked now and then while listening. */
    record Counted(RowChanges changes) implements Reading {}

    /**
     * LISTEN succeeded again: what was sent between {@code from} and {@code to} is gone.
     *
     * @param changes what the server counts at the end; null if it does not tell
     */
    record Resumed(Instant from, Instant to, String reason, @Nullable RowChanges changes)
        implements Reading {}

    /** Somebody marked this moment. */
    record Marked(Marker marker) implements Reading {}

    /** Listening has ended for good; {@link #state()} says why. */
    record Ended() implements Reading {}
  }
}
