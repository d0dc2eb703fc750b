package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.triggerscope.model.TimeRange;
import io.triggerscope.viewmodel.TimeAxis.Tick;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void timesAndPlacesAnswerEachOther() {
    var axis = new TimeAxis(TimeRange.endingAt(NOON, Duration.ofMinutes(1)), 150, 1_200);
    assertThat(axis.x(NOON.minusSeconds(30))).isEqualTo(750);
    assertThat(axis.instant(750)).isEqualTo(NOON.minusSeconds(30));
    assertThat(axis.right()).isEqualTo(1_350);
  }

  @Test
  void ticksAreRoundTimes() {
    var axis = new TimeAxis(TimeRange.endingAt(NOON.plusSeconds(3), Duration.ofMinutes(1)), 0, 660);
    assertThat(axis.ticks(ZoneOffset.UTC))
        .extracting(Tick::label)
        .containsExactly("11:59:10", "11:59:20", "11:59:30", "11:59:40", "11:59:50", "12:00:00");
  }

  @Test
  void ticksShowMillisecondsWhenZoomedIn() {
    var axis = new TimeAxis(TimeRange.endingAt(NOON, Duration.ofMillis(400)), 0, 500);
    assertThat(axis.ticks(ZoneOffset.UTC))
        .extracting(Tick::label)
        .containsExactly("11:59:59.600", "11:59:59.700", "11:59:59.800", "11:59:59.900");
  }

  @Test
  void hoursAreRoundInTheChosenZone() {
    var axis = new TimeAxis(TimeRange.endingAt(NOON, Duration.ofHours(6)), 0, 700);
    assertThat(axis.ticks(ZoneId.of("Asia/Kolkata")))
        .extracting(Tick::label)
        .containsExactly("12:00", "13:00", "14:00", "15:00", "16:00", "17:00");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {20, 999, 10_000, 61_000, 3_600_000, 86_400_000, 172_800_000, 9_000_000_000L})
  void ticksStandFarEnoughApartAtEverySpan(long millis) {
    var axis = new TimeAxis(TimeRange.endingAt(NOON, Duration.ofMillis(millis)), 10, 1_000);
    var ticks = axis.ticks(ZoneOffset.UTC);
    assertThat(ticks).hasSizeBetween(1, 10);
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThan(109);
    }
    assertThat(axis.x(axis.instant(500))).isEqualTo(500, within(0.01));
  }
}
