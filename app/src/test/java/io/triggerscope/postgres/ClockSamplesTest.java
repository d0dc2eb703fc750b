package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ServerClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSamplesTest {

  private static final Instant SENT = Instant.parse("2026-11-22T14:03:27.900Z");

  @Test
  void theServerReadItsClockInTheMiddleOfTheRoundTripGiveOrTakeHalfOfIt() {
    assertThat(ServerClock.of(SENT, SENT.plusMillis(12), SENT.plusMillis(4)))
        .isEqualTo(sample(10, 2));
    assertThat(ServerClock.of(SENT, SENT.minusMillis(5), SENT.plusMillis(6)))
        .isEqualTo(sample(-8, 3));
  }

  @Test
  void theShortestRoundTripTellsBest() {
    var samples = ClockSamples.NONE.with(sample(10, 5)).with(sample(11, 1)).with(sample(12, 3));
    assertThat(samples.best()).isEqualTo(sample(11, 1));
  }

  @Test
  void ofEquallyShortRoundTripsTheNewestTellsBest() {
    var samples = ClockSamples.NONE.with(sample(10, 1)).with(sample(11, 1));
    assertThat(samples.best()).isEqualTo(sample(11, 1));
  }

  @Test
  void theBestIsForgottenWhenItIsNoLongerAmongTheNewest() {
    var samples = ClockSamples.NONE.with(sample(10, 1));
    for (int i = 1; i < ClockSamples.MOST; i++) {
      samples = samples.with(sample(12, 3));
    }
    assertThat(samples.best()).isEqualTo(sample(10, 1));
    assertThat(samples.with(sample(13, 3)).best()).isEqualTo(sample(13, 3));
  }

  @Test
  void aClockThatWasSetBackMeanwhileTellsNothing() {
    var sample = ServerClock.of(SENT, SENT, SENT.minusSeconds(1));
    assertThat(ClockSamples.NONE.with(sample)).isEqualTo(ClockSamples.NONE);
    assertThat(ClockSamples.NONE.best()).isNull();
  }

  private static ServerClock sample(long ahead, long uncertainty) {
    return new ServerClock(Duration.ofMillis(ahead), Duration.ofMillis(uncertainty));
  }
}
