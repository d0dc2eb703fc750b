package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadParserTest {

  private final PayloadParser parser = new PayloadParser();

  private static final String COMPLETE =
      """
      {"table":"calls","operation":"INSERT","user_id":"u1","record_id":"r1","agent_id":"a1",\
      "timestamp":1795348800.123456,"batch_id":"77298"}""";

  @Test
  void aCompletePayloadIsUnderstood() {
    assertThat(parser.parse(Utf8Text.of(COMPLETE), NOON))
        .isEqualTo(
            new Parsed.Understood(
                new Notification(
                    "calls",
                    "INSERT",
                    "u1",
                    "r1",
                    "a1",
                    Instant.ofEpochSecond(1795348800L, 123_456_000),
                    "77298",
                    NOON,
                    Utf8Text.of(COMPLETE))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extra\":{\"a\":[1,{\"table\":\"x\"}]},",
        "{\"batch_id\":\"1\",\"batch_id\":\"77298\",",
        "{\"table\":\"calls\",",
        "{ \n "
      })
  void unknownFieldsAndSpacesDoNotMatterAndTheLastOfEqualNamesCounts(String start) {
    var payload = start + COMPLETE.substring(1);
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isInstanceOfSatisfying(
            Parsed.Understood.class,
            understood -> {
              assertThat(understood.notification().batchId()).isEqualTo("77298");
              assertThat(understood.notification().table()).isEqualTo("calls");
              assertThat(understood.notification().payload()).isEqualTo(payload);
            });
  }

  @Test
  void idsMayBeNumbersAndUserRecordAndAgentMayBeNull() {
    var payload =
        """
        {"table":"calls","operation":"DELETE","user_id":null,"record_id":9007199254740993,\
        "timestamp":1795348800,"batch_id":18446744073709551615}""";
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isEqualTo(
            new Parsed.Understood(
                new Notification(
                    "calls",
                    "DELETE",
                    null,
                    "9007199254740993",
                    null,
                    Instant.ofEpochSecond(1795348800L),
                    "18446744073709551615",
                    NOON,
                    Utf8Text.of(payload))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                        | empty payload",
        "`   `                                     | empty payload",
        "[]                                        | not a JSON object",
        "\"calls\"                                 | not a JSON object",
        "{}                                        | field table is missing",
        "{\"table\":null}                          | field table is null",
        "{\"table\":[1]}                           | field table is neither text nor number",
        "{\"table\":\"t\",\"operation\":{}}        | field operation is neither text nor number",
        "{\"table\":\"t\",\"operation\":\"INSERT\"}| field user_id is missing",
        "{\"timestamp\":\"now\"}                   | field timestamp is not a number",
        "{\"timestamp\":1e999999999}               | field timestamp is not a time",
      })
  void whatIsNotAsExpectedIsKeptWithAReason(String payload, String reason) {
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isEqualTo(new Parsed.NotUnderstood(new Malformed(NOON, Utf8Text.of(payload), reason)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"table\":", "nonsense", "{\"table\" \"x\"}", "{\"a\":01}"})
  void brokenJsonIsKeptWithAReason(String payload) {
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isInstanceOfSatisfying(
            Parsed.NotUnderstood.class,
            it -> assertThat(it.malformed().reason()).startsWith("not JSON: "));
  }

  @Test
  void textBehindTheObjectMakesItMalformed() {
    assertThat(parser.parse(Utf8Text.of(COMPLETE + " {}"), NOON))
        .isInstanceOf(Parsed.NotUnderstood.class);
  }

  @Test
  void whateverIsCutOutOrPutInItNeverThrows() {
    var random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(COMPLETE);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, (char) random.nextInt(1, 0x3000));
        }
      }
      assertThat(parser.parse(Utf8Text.of(text.toString()), NOON)).isNotNull();
    }
    assertThat(parser.parse(Utf8Text.of("[".repeat(7_999)), NOON))
        .isInstanceOf(Parsed.NotUnderstood.class);
    assertThat(parser.parse(Utf8Text.of("{\"a\":".repeat(1_500)), NOON))
        .isInstanceOf(Parsed.NotUnderstood.class);
  }
}
