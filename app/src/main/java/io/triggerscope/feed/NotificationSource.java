package io.triggerscope.feed;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ListenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where raw payloads come from: a LISTEN connection, or a script in a test. Confined to the feed
 * thread, but for {@link #state()}.
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

  /** What one call of {@link #read} found. */
  sealed interface Reading {

    /** Payloads in the order of their arrival, read from the socket at {@code at}. */
    record Received(List<String> payloads, Instant at) implements Reading {}

    /** Nothing new; also while a lost connection is being retried. */
    record Quiet() implements Reading {}

    /** LISTEN succeeded again after a loss: what was sent in the window is gone. */
    record Resumed(BlindWindow window) implements Reading {}

    /** Listening has ended for good; {@link #state()} says why. */
    record Ended() implements Reading {}
  }
}
