package io.triggerscope.feed.filter;

import static io.triggerscope.feed.filter.FilterName.AGENT;
import static io.triggerscope.feed.filter.FilterName.IS;
import static io.triggerscope.feed.filter.FilterName.OP;
import static io.triggerscope.feed.filter.FilterName.RECORD;
import static io.triggerscope.feed.filter.FilterName.SIZE;
import static io.triggerscope.feed.filter.FilterName.TABLE;
import static io.triggerscope.feed.filter.FilterName.TEXT;
import static io.triggerscope.feed.filter.FilterName.TX;
import static io.triggerscope.feed.filter.FilterName.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.triggerscope.feed.filter.FilterQuery.Valid;
import io.triggerscope.feed.filter.FilterQuery.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterQueryTest {

  private static final String PIECES = "ab:,\"\\-*… \t\né<>=.1";

  @Test
  void everyKindOfTermIsRead() {
    var texts =
        Map.ofEntries(
            Map.entry("table:calls,agents", term(TABLE, "calls", "agents")),
            Map.entry("op:UPDATE", term(OP, "UPDATE")),
            Map.entry("-op:DELETE", term(OP, "DELETE").negate()),
            Map.entry("User:0f3a…", term(USER, "0f3a…")),
            Map.entry("agent:none", term(AGENT, "none")),
            Map.entry("record:\"\"", term(RECORD, "")),
            Map.entry("tx:77298", term(TX, "77298")),
            Map.entry("size:>50,1..3", term(SIZE, ">50", "1..3")),
            Map.entry("is:Malformed", term(IS, "Malformed")),
            Map.entry("text:\"a \\\"b\\\" \\\\ \\n\"", term(TEXT, "a \"b\" \\ \\n")),
            Map.entry("text:a:b", term(TEXT, "a:b")),
            Map.entry("word", term(TEXT, "word")),
            Map.entry("-\"a phrase\",word", term(TEXT, "a phrase", "word").negate()),
            Map.entry("--x", term(TEXT, "-x").negate()));
    texts.forEach(
        (text, term) ->
            assertThat(FilterQuery.parse(text))
                .as(text)
                .isEqualTo(new Valid(new FilterQuery(List.of(term)))));
  }

  @Test
  void termsStandBetweenBlanks() {
    assertThat(FilterQuery.parse("  table:calls\t-op:DELETE  x "))
        .isEqualTo(
            new Valid(
                new FilterQuery(
                    List.of(term(TABLE, "calls"), term(OP, "DELETE").negate(), term(TEXT, "x")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t "})
  void aTextWithoutATermIsTheQueryForWhichEverythingMatches(String text) {
    assertThat(FilterQuery.parse(text)).isEqualTo(new Valid(FilterQuery.ALL));
    assertThat(FilterQuery.ALL.isAll()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "x -            | 2 | 3  | A term is missing after the minus.",
        "table:         | 0 | 6  | A value is missing.",
        "x table:a, y   | 2 | 11 | A value is missing.",
        ",a             | 0 | 1  | A value is missing.",
        "op:\"DEL       | 3 | 7  | The quote is not closed.",
        "op:a\"b\"      | 4 | 5  | A quote stands within a word.",
        "op:\"a\"b      | 6 | 7  | A blank is missing after the quote.",
        "x size:1,b     | 9 | 10 | size: wants a number, as in 50, >50, >=50, <50, <=50 or 10..50.",
        "size:>         | 5 | 6  | size: wants a number, as in 50, >50, >=50, <50, <=50 or 10..50.",
        "is:fine        | 3 | 7  | is: knows only malformed.",
        "-foo:1         | 1 | 5  | There is no foo:, only table, op, user, agent, record, tx, size, text, is. Text with a colon stands in quotes.",
      })
  void whatIsWrongIsToldWithItsPlace(String text, int from, int to, String reason) {
    assertThat(FilterQuery.parse(text)).isEqualTo(new Wrong(reason, from, to));
  }

  @Test
  void theTextOfAnyQueryIsReadAsThatQuery() {
    var random = new Random(77298);
    for (int round = 0; round < 20_000; round++) {
      var query = query(random);
      assertThat(FilterQuery.parse(query.text()))
          .as("round %d: %s", round, query.text())
          .isEqualTo(new Valid(query));
    }
  }

  @Test
  void anyTextIsReadOrItsFaultLiesWithinIt() {
    var random = new Random(5);
    int valid = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = (random.nextBoolean() ? "table:" : "") + text(random, 8);
      switch (FilterQuery.parse(text)) {
        case Valid(var query) -> {
          valid++;
          assertThat(FilterQuery.parse(query.text())).as(text).isEqualTo(new Valid(query));
        }
        case Wrong(_, int from, int to) -> {
          assertThat(from).as(text).isGreaterThanOrEqualTo(0).isLessThan(to);
          assertThat(to).as(text).isLessThanOrEqualTo(text.length());
        }
      }
    }
    assertThat(valid).isGreaterThan(1_000);
  }

  @Test
  void aTermReplacesItsNegationAndStandsOnce() {
    var calls = term(TABLE, "calls");
    var query = FilterQuery.ALL.with(calls).with(term(OP, "UPDATE").negate());
    assertThat(query.text()).isEqualTo("table:calls -op:UPDATE");
    assertThat(query.with(calls)).isEqualTo(query);
    assertThat(query.with(calls.negate()).text()).isEqualTo("-op:UPDATE -table:calls");
    assertThat(query.without(calls).text()).isEqualTo("-op:UPDATE");
    assertThat(query.has(OP)).isTrue();
    assertThat(query.has(SIZE)).isFalse();
  }

  @Test
  void aValueSeenBecomesTheTermThatMeansIt() {
    assertThat(Term.of(USER, null).text()).isEqualTo("user:none");
    assertThat(Term.of(USER, "none").text()).isEqualTo("user:none*");
    assertThat(Term.of(USER, "a*").text()).isEqualTo("user:a**");
    assertThat(Term.of(TABLE, "my table").text()).isEqualTo("table:\"my table\"");
    assertThat(Term.of(TX, "77298").text()).isEqualTo("tx:77298");
    assertThat(Term.of(TX, "a*").text()).isEqualTo("tx:a*");
    assertThat(Term.of(TEXT, "a:b").text()).isEqualTo("\"a:b\"");
    assertThat(Term.of(TEXT, "-a").text()).isEqualTo("\"-a\"");
    assertThat(Term.of(TEXT, "a-b").text()).isEqualTo("a-b");
  }

  @Test
  void aTermCannotHaveAValueThatIsNoneOfItsNames() {
    assertThatIllegalArgumentException().isThrownBy(() -> term(SIZE, "many"));
    assertThatIllegalArgumentException().isThrownBy(() -> term(IS));
  }

  @ParameterizedTest
  @CsvSource({
    "50,     50, 50",
    ">50,    51, 9223372036854775807",
    ">=50,   50, 9223372036854775807",
    "<50,    0,  49",
    "<=50,   0,  50",
    "10..50, 10, 50",
  })
  void aSizeIsARange(String value, long least, long most) {
    assertThat(SizeRange.of(value)).isEqualTo(new SizeRange(least, most));
  }

  private static Term term(FilterName name, String... values) {
    return new Term(name, List.of(values), false);
  }

  private static FilterQuery query(Random random) {
    var terms = new ArrayList<Term>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var name = FilterName.values()[random.nextInt(FilterName.values().length)];
      var values =
          IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(
                  _ ->
                      switch (name) {
                        case SIZE -> ">" + random.nextInt(9);
                        case IS -> "malformed";
                        case TABLE, OP, USER, AGENT, RECORD, TX, TEXT -> text(random, 5);
                      })
              .toList();
      terms.add(new Term(name, values, random.nextBoolean()));
    }
    return new FilterQuery(terms);
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return text.toString();
  }
}
