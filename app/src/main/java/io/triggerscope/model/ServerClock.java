package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How the server's clock stands against this computer's, as one question and its answer tell.
 * Immutable.
 *
 * @param ahead by how much the server's clock is ahead; negative if it is behind
 * @param uncertainty half the round trip: {@code ahead} may be wrong by so much either way
 */
public record ServerClock(Duration ahead, Duration uncertainty) {

  /**
   * The server read its clock at some moment between {@code sent} and {@code received}, most likely
   * in the middle.
   *
   * @param sent when the question was sent, by this computer's clock
   * @param told the time by the server's clock
   * @param received when the answer was received, by this computer's clock
   */
  public static ServerClock of(Instant sent, Instant told, Instant received) {
    var half = Duration.between(sent, received).dividedBy(2);
    return new ServerClock(Duration.between(sent.plus(half), told), half);
  }
}
