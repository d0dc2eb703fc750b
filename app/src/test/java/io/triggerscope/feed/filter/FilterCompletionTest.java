package io.triggerscope.feed.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterCompletionTest {

  private static final SeenValues SEEN =
      new SeenValues(
          Map.of(
              FilterName.TABLE, List.of("calls", "my table", "agents", "credits"),
              FilterName.USER, List.of("0f3a", "none")));

  @Test
  void aTermBeginsWithAName() {
    var names =
        List.of("table:", "op:", "user:", "agent:", "record:", "tx:", "size:", "text:", "is:");
    assertThat(at("|")).isEqualTo(new FilterCompletion(0, 0, names));
    assertThat(at("op:UPDATE |")).isEqualTo(new FilterCompletion(10, 10, names));
    assertThat(at("-T|")).isEqualTo(new FilterCompletion(1, 2, List.of("table:", "tx:", "text:")));
  }

  @Test
  void aValueIsOneOfThoseSeenMostFrequentFirst() {
    assertThat(at("table:|"))
        .isEqualTo(
            new FilterCompletion(6, 6, List.of("calls", "\"my table\"", "agents", "credits")));
    assertThat(at("x -table:agents,C|r op:INSERT"))
        .isEqualTo(new FilterCompletion(16, 18, List.of("calls", "credits")));
    assertThat(at("user:|")).isEqualTo(new FilterCompletion(5, 5, List.of("0f3a", "none")));
    assertThat(at("table:\"my t|")).isEqualTo(new FilterCompletion(6, 11, List.of("\"my table\"")));
    assertThat(at("is:|")).isEqualTo(new FilterCompletion(3, 3, List.of("malformed")));
  }

  @Test
  void whatIsTextHasNoCompletion() {
    assertThat(at("\"ta|")).isEqualTo(new FilterCompletion(0, 3, List.of()));
    assertThat(at("text:ta|")).isEqualTo(new FilterCompletion(5, 7, List.of()));
    assertThat(at("foo:|")).isEqualTo(new FilterCompletion(4, 4, List.of()));
    assertThat(at("a,|")).isEqualTo(new FilterCompletion(2, 2, List.of()));
  }

  @Test
  void noMoreThanTwentyAreProposed() {
    var many = IntStream.range(10, 99).mapToObj(i -> "t" + i).toList();
    var completion =
        FilterCompletion.at("table:t", 7, new SeenValues(Map.of(FilterName.TABLE, many)));
    assertThat(completion).isEqualTo(new FilterCompletion(6, 7, many.subList(0, 20)));
  }

  private static FilterCompletion at(String textWithCaret) {
    int caret = textWithCaret.indexOf('|');
    return FilterCompletion.at(textWithCaret.replace("|", ""), caret, SEEN);
  }
}
