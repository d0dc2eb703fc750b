package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrettyJsonTest {

  @Test
  void eachDigitAndEachMemberStays() {
    assertThat(PrettyJson.of("{\"t\":1795348800.12345678901234567890,\"a\":1,\"a\":[2,1.50]}"))
        .isEqualTo(
            """
            {
              "t": 1795348800.12345678901234567890,
              "a": 1,
              "a": [ 2, 1.50 ]
            }""");
  }

  @Test
  void whatIsNoJsonStaysAsItIs() {
    assertThat(PrettyJson.of("{\"a\": 1, no")).isEqualTo("{\"a\": 1, no");
  }
}
