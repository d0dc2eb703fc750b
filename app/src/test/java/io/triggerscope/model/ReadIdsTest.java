package io.triggerscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ReadIds.Gap;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadIdsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(9);

  @Test
  void idsThatWereSkippedAreGaps() {
    assertThat(ReadIds.upTo(5).with(Stream.of(6L, 9L, 11L), NOON))
        .isEqualTo(new ReadIds(11, List.of(new Gap(7, 8, NOON), new Gap(10, 10, NOON))));
  }

  @Test
  void aLateRowTakesItsIdOutOfItsGap() {
    var read = ReadIds.upTo(0).with(Stream.of(10L), NOON);
    assertThat(read.with(Stream.of(1L), LATER).gaps()).containsExactly(new Gap(2, 9, NOON));
    assertThat(read.with(Stream.of(9L), LATER).gaps()).containsExactly(new Gap(1, 8, NOON));
    assertThat(read.with(Stream.of(6L, 4L, 12L), LATER))
        .isEqualTo(
            new ReadIds(
                12,
                List.of(
                    new Gap(1, 3, NOON),
                    new Gap(5, 5, NOON),
                    new Gap(7, 9, NOON),
                    new Gap(11, 11, LATER))));
    assertThat(read.with(LongStream.range(1, 10).boxed(), LATER)).isEqualTo(ReadIds.upTo(10));
  }

  @Test
  void whatWasReadIsAllUpToTheNewestButTheGaps() {
    var read = ReadIds.upTo(5).with(Stream.of(8L), NOON);
    assertThat(LongStream.rangeClosed(4, 9).filter(read::contains)).containsExactly(4L, 5L, 8L);
  }

  @Test
  void aGapIsForgottenAfterAWhileAndNoticedOnce() {
    var read = ReadIds.upTo(5).with(Stream.of(8L), NOON);
    var end = NOON.plus(ReadIds.KEPT);
    assertThat(read.with(Stream.of(), end.minusNanos(1))).isEqualTo(read);
    assertThat(read.with(Stream.of(6L), LATER).with(Stream.of(), end)).isEqualTo(ReadIds.upTo(8));
  }

  @Test
  void onlySoManyGapsAreKeptTheNewest() {
    var gaps =
        ReadIds.upTo(0).with(LongStream.rangeClosed(1, 500).map(n -> 2 * n).boxed(), NOON).gaps();
    assertThat(gaps).hasSize(ReadIds.MOST_GAPS);
    assertThat(gaps.getLast()).isEqualTo(new Gap(999, 999, NOON));
  }
}
