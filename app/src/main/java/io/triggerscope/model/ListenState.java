package io.triggerscope.model;

import java.time.Instant;

/** How the LISTEN connection stands. */
public sealed interface ListenState {

  /** LISTEN has not succeeded yet. */
  record Connecting() implements ListenState {}

  /** LISTEN succeeded, and the server was last heard of at {@code lastContact}. */
  record Listening(Instant lastContact) implements ListenState {}

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
