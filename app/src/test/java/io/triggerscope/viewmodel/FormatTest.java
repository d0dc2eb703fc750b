package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1234567, 1.2 MB",
    "256000000000, 256.0 GB",
    "9223372036854775807, 9223372.0 TB",
  })
  void bytesHaveOneDigitBehindThePoint(long bytes, String text) {
    assertThat(Format.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void aRangeNamesItsDayOnceAndSecondsOnlyWhenItIsShort() {
    var from = Instant.parse("2026-11-22T14:03:29Z");
    assertThat(Format.range(from, from.plusSeconds(4_000), ZoneOffset.UTC))
        .isEqualTo("2026-11-22 14:03–15:10");
    assertThat(Format.range(from, from.plusSeconds(4), ZoneOffset.UTC))
        .isEqualTo("2026-11-22 14:03:29–14:03:33");
    assertThat(Format.range(from, from.plusSeconds(40_000), ZoneId.of("Europe/Berlin")))
        .isEqualTo("2026-11-22 15:03 – 2026-11-23 02:10");
  }
}
