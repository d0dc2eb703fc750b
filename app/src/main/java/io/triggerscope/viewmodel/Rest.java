package io.triggerscope.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The rest that the server is given before a screen asks it again by itself: four times as long as
 * the last questions took. Confined to the FX thread.
 */
final class Rest {

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final int TIMES = 4;

  private final InstantSource clock;
  private Instant until = Instant.MIN;

  Rest(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether it is over. */
  boolean isOver() {
    return !clock.instant().isBefore(until);
  }

  /** A question is asked; what is returned is for {@link #answered}. */
  Instant asked() {
    var begun = clock.instant();
    until = later(begun.plus(AFTER_FAILURE));
    return begun;
  }

  /**
   * A question was answered; one that failed is not.
   *
   * @param last whether no other is open
   */
  void answered(Instant begun, boolean last) {
    var now = clock.instant();
    var rest = now.plus(Duration.between(begun, now).multipliedBy(TIMES));
    until = last ? rest : later(rest);
  }

  private Instant later(Instant other) {
    return other.isAfter(until) ? other : until;
  }
}
