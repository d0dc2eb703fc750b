package io.triggerscope.feed.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "a|b            → a\\|b",
        "a\\|b          → a\\\\\\|b",
        "*bold*         → \\*bold\\*",
        "<b>&amp;       → \\<b\\>\\&amp;",
        "[x](http://y)  → \\[x\\](http://y)",
        "lead_analytics → lead_analytics",
        "_x_            → \\_x\\_",
        "é_é            → é_é",
        "~~x~~          → \\~\\~x\\~\\~",
      })
  void whatACellHoldsIsShownAsItIs(String text, String cell) {
    assertThat(Markdown.cell(text)).isEqualTo(cell);
  }

  @Test
  void aCellIsOneLineAndItsCodeIsNone() {
    assertThat(Markdown.cell("a\nb\r\nc`d`")).isEqualTo("a b c\\`d\\`");
  }

  @Test
  void aTableHasItsTitlesARuleAndARowForEach() {
    assertThat(Markdown.table(List.of("Table", "User"), List.of(List.of("calls", "a|b"))))
        .isEqualTo(
            """
            | Table | User |
            | --- | --- |
            | calls | a\\|b |
            """);
  }
}
