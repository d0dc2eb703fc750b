package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads kept as files: those understood, and those malformed with the start of their reason. */
class PayloadParserCorpusTest {

  private static final Path PAYLOADS =
      Path.of("app/src/test/resources/io/triggerscope/feed/payloads");

  private final PayloadParser parser = new PayloadParser();

  static Stream<String> understood() throws IOException {
    return names("understood");
  }

  @ParameterizedTest
  @MethodSource("understood")
  void isUnderstoodAsByJackson(String name) throws IOException {
    var payload = payload("understood", name);
    var parsed = parser.parse(Utf8Text.of(payload), NOON);
    assertThat(parsed)
        .isInstanceOf(Parsed.Understood.class)
        .isEqualTo(JacksonPayloadParser.parse(payload, NOON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          empty                        | empty payload
          blank                        | empty payload
          text                         | not JSON: 'a' at character 1
          number                       | not a JSON object
          array-of-objects             | not a JSON object
          null                         | not a JSON object
          xml                          | not JSON: '<' at character 1
          single-quotes                | not JSON: ''' at character 2
          byte-order-mark              | not JSON: U+FEFF at character 1
          cut-off                      | not JSON: ends where
          two-objects                  | text after the JSON object
          comma-after-last             | not JSON: '}' at character
          leading-zero                 | not JSON: a number with a leading 0 at character
          point-without-digit          | not JSON: ',' at character
          unescaped-newline            | not JSON: U+000A at character
          bad-escape                   | not JSON: 'x' at character
          bad-hex                      | not JSON: 'G' at character
          half-a-pair-in-a-name        | not JSON: half a surrogate pair in a name before character
          comment                      | not JSON: '/' at character
          not-a-number                 | not JSON: 'N' at character
          nested-501                   | not JSON: more than 500 arrays and objects inside each other
          open-brackets                | not JSON: more than 500
          open-braces                  | not JSON: more than 500
          number-of-1001-digits        | not JSON: a number of more than 1000 digits
          exponent-without-end         | field timestamp is not a time
          after-the-last-time          | field timestamp is not a time
          time-as-text                 | field timestamp is not a number
          table-as-array               | field table is neither text nor number
          user-as-object               | field user_id is neither text nor number
          id-with-fraction             | field record_id is neither text nor number
          batch-is-true                | field batch_id is neither text nor number
          operation-is-null            | field operation is null
          without-user                 | field user_id is missing
          without-time                 | field timestamp is missing
          other-object                 | field table is missing
          """)
  void isMalformedWithAReason(String name, String reason) throws IOException {
    var payload = payload("malformed", name);
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isInstanceOfSatisfying(
            Parsed.NotUnderstood.class,
            it -> {
              assertThat(it.malformed().reason()).startsWith(reason);
              assertThat(it.malformed())
                  .isEqualTo(new Malformed(NOON, Utf8Text.of(payload), it.malformed().reason()));
            });
    assertThat(JacksonPayloadParser.parse(payload, NOON)).isInstanceOf(Parsed.NotUnderstood.class);
  }

  @Test
  void everyMalformedFileHasItsReason() throws IOException, NoSuchMethodException {
    var table =
        PayloadParserCorpusTest.class
            .getDeclaredMethod("isMalformedWithAReason", String.class, String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    var named = Arrays.stream(table.split("\n")).map(row -> row.replaceAll(" *\\|.*", ""));
    assertThat(names("malformed")).containsExactlyInAnyOrderElementsOf(named.toList());
  }

  @Test
  void digitsOfAnotherScriptInAnEscapeAreRefusedThoughJacksonTakesThem() {
    var payload = "{\"a\":\"\\u\u013004\u01311\"}";
    assertThat(parser.parse(Utf8Text.of(payload), NOON))
        .isEqualTo(
            new Parsed.NotUnderstood(
                new Malformed(
                    NOON,
                    Utf8Text.of(payload),
                    "not JSON: U+0130 at character 9 where a hexadecimal digit should be")));
  }

  private static Stream<String> names(String folder) throws IOException {
    try (var files = Files.list(PAYLOADS.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String payload(String folder, String name) throws IOException {
    return Files.readString(PAYLOADS.resolve(folder).resolve(name + ".txt"));
  }
}
