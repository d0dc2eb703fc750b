package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the LISTEN connection stands. */
public sealed interface ListenState {

  /** LISTEN has not succeeded yet. */
  record Connecting() implements ListenState {}

  /**
   * LISTEN succeeded, and the server was last heard of at {@code lastContact}.
   *
   * @param clock the server's, as far as it was asked for; null if it was not
   */
  record Listening(Instant lastContact, @Nullable ServerClock clock) implements ListenState {

    /** To a server whose clock was not asked for. */
    public Listening(Instant lastContact) {
      this(lastContact, null);
    }
  }

  /**
   * Not listening for now, with the reason in words; {@code lastContact} begins the blind window,
   * and it is being retried.
   */
  record Reconnecting(String reason, Instant lastContact, int attempt) implements ListenState {}

  /**
   * Not a server but a capture is read.
   *
   * @param sentence which one, and once it was read to its end how far it goes
   */
  record Captured(String sentence, boolean complete) implements ListenState {}

  /** Listening has ended for good: refused in a way that retrying cannot cure, or closed. */
  record Stopped(String reason) implements ListenState {}
}
