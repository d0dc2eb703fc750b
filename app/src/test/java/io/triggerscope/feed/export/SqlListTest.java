package io.triggerscope.feed.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlListTest {

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(List.of("b", "a", "b"), "('b', 'a')"),
        Arguments.of(
            List.of("O'Hara", "'); DROP TABLE users; --"),
            "('O''Hara', '''); DROP TABLE users; --')"),
        Arguments.of(List.of("a\\'"), "('a\\''')"),
        Arguments.of(List.of("12", "-7", "0"), "(12, -7, 0)"),
        Arguments.of(List.of("12", "007"), "('12', '007')"),
        Arguments.of(List.of("12", "x"), "('12', 'x')"),
        Arguments.of(List.of("1e5"), "('1e5')"),
        Arguments.of(List.of("-0", "٣"), "('-0', '٣')"),
        Arguments.of(List.of(""), "('')"),
        Arguments.of(List.of(), "(NULL)"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void valuesAreQuotedUnlessAllAreWholeNumbers(List<String> values, String list) {
    assertThat(SqlList.of(values)).isEqualTo(list);
  }
}
