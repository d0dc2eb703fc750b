package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The time between the last proven contact on the LISTEN connection and the next successful LISTEN:
 * notifications sent then are gone. Immutable.
 */
public record BlindWindow(Instant from, Instant to, String reason) implements FeedEvent {

  @Override
  public Instant at() {
    return from;
  }

  public Duration duration() {
    return Duration.between(from, to);
  }
}
