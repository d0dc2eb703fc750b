package io.triggerscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "payload string too long                     | payload string too long",
        "invalid input syntax for type uuid: \"x y\" | invalid input syntax for type uuid: …",
        "record \"new\" has no field \"agent_id\"    | record … has no field …",
        "the payload has 8123 bytes, 12.5 % more     | the payload has … bytes, … % more",
        "value 'it' is taken, isn't it               | value … is taken, isn't it",
        "no call 0f3a91c2-77d1-4a63-9b1e-0123456789ab here | no call … here",
        "digest deadbeefDEADBEEF00 differs           | digest … differs",
        "decade is a word, as is deadbeef            | decade is a word, as is deadbeef",
        "table deadbeefDEADBEEF00_x is gone           | table deadbeefDEADBEEF00_x is gone",
        "column int4_2 of t1                         | column int4_2 of t1",
        "a lone \" stays, as 'this does              | a lone \" stays, as 'this does",
      })
  void whatVariesIsReplacedAndTheRestStays(String message, String fingerprint) {
    assertThat(Fingerprint.of(message)).isEqualTo(fingerprint);
  }

  @Test
  void whatIsBeyondItsLengthDoesNotCount() {
    assertThat(Fingerprint.of("é".repeat(2_000) + "one")).isEqualTo("é".repeat(2_000));
    assertThat(Fingerprint.of(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "payload string too long | payload string too long",
        "record … has no field … | `record `",
        "the payload has … bytes | `the payload has `",
        "…                       | ``",
      })
  void everyMessageOfAFingerprintBeginsWithItsBeginning(String fingerprint, String beginning) {
    assertThat(Fingerprint.beginning(fingerprint)).isEqualTo(beginning);
  }
}
