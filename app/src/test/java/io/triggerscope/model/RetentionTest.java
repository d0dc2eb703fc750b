package io.triggerscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1         | The days to keep cannot be negative.
          -99999999999 | The days to keep cannot be negative.
          0          | Keep at least 1 day: to keep none would delete every row.
          3651       | Keep at most 3,650 days, which is ten years.
          9999999999 | Keep at most 3,650 days, which is ten years.
          thirty     | "thirty" is not a whole number of days.
          2.5        | "2.5" is not a whole number of days.
          ''         | Type for how many days rows are kept.
          """)
  void nonsenseIsRefusedInWords(String text, String words) {
    assertThat(Retention.problem(text)).isEqualTo(words);
  }

  @Test
  void daysAreReadAsTheyAreTyped() {
    assertThat(Retention.problem(" 3,650 ")).isEmpty();
    assertThat(Retention.of(" 3,650 ")).isEqualTo(new Retention(3_650));
    assertThat(Retention.of("1")).isEqualTo(new Retention(1));
  }
}
