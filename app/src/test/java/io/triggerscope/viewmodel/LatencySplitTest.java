package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ServerClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencySplitTest {

  private static final Duration MEASURED = Duration.ofNanos(4_900_000);
  private static final Duration AHEAD = Duration.ofNanos(1_200_000);
  private static final Duration UNCERTAINTY = Duration.ofNanos(300_000);

  @Test
  void aServerWhoseClockIsAheadMakesItLookShorter() {
    assertThat(new LatencySplit(MEASURED, new ServerClock(AHEAD, UNCERTAINTY)).text())
        .isEqualTo(
            "payload's time → received 4.9 ms; server's clock 1.2 ms ahead (± 0.3 ms);"
                + " corrected 6.1 ms");
  }

  @Test
  void aServerWhoseClockIsBehindMakesItLookLonger() {
    assertThat(new LatencySplit(MEASURED, new ServerClock(AHEAD.negated(), UNCERTAINTY)).text())
        .isEqualTo(
            "payload's time → received 4.9 ms; server's clock 1.2 ms behind (± 0.3 ms);"
                + " corrected 3.7 ms");
  }

  @Test
  void withoutTheServersClockNothingIsCorrected() {
    assertThat(new LatencySplit(MEASURED, null).text())
        .isEqualTo("payload's time → received 4.9 ms; server's clock not known");
  }
}
