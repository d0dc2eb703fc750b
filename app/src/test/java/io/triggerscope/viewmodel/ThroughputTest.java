package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

  @Test
  void itIsMeasuredOverTheLastSecondsOnly() {
    var measured = Throughput.NONE.with(START, 0).with(START.plusSeconds(1), 1_000);
    assertThat(measured.perSecond()).isEqualTo(1_000);
    for (int second = 2; second <= 20; second++) {
      measured = measured.with(START.plusSeconds(second), 1_000 + (second - 1) * 50L);
    }
    assertThat(measured.perSecond()).as("the quick beginning is forgotten").isEqualTo(50);
    assertThat(measured.words(6_000)).isEqualTo("50 rows/s · 2 min 0 s left");
  }

  @Test
  void nothingIsSaidBeforeAnythingIsKnown() {
    assertThat(Throughput.NONE.words(5)).isEmpty();
    assertThat(Throughput.NONE.with(START, 0).words(5)).isEmpty();
    assertThat(Throughput.NONE.with(START, 0).with(START, 9).words(5)).isEmpty();
    assertThat(Throughput.NONE.with(START, 7).with(START.plusSeconds(2), 7).words(5)).isEmpty();
  }
}
