package io.triggerscope.feed.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  /** {@code \t}, {@code \r} and {@code \n} stand for themselves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "=1+1                        → '=1+1",
        "=HYPERLINK(\"http://x\",\"y\") → \"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
        "=cmd|' /C calc'!A0          → '=cmd|' /C calc'!A0",
        "+49 30 1234                 → '+49 30 1234",
        "+5                          → '+5",
        "-2+3+cmd|' /C calc'!A0      → '-2+3+cmd|' /C calc'!A0",
        "-                           → '-",
        "-x                          → '-x",
        "-5.                         → '-5.",
        "@SUM(A1)                    → '@SUM(A1)",
        "\\t=1                       → \"'\\t=1\"",
        "\\r=1                       → \"'\\r=1\"",
        "\\n=1                       → \"'\\n=1\"",
        "＝1+1                       → '＝1+1",
        "-5                          → -5",
        "-5.25                       → -5.25",
        "5                           → 5",
        "0f3a91c2-77d1               → 0f3a91c2-77d1",
        "a=b                         → a=b",
        "'=1                         → '=1",
        "a,b                         → \"a,b\"",
        "a;=1                        → \"a;=1\"",
        "a\\tb                       → \"a\\tb\"",
        "a\\nb                       → \"a\\nb\"",
        "say \"no\"                  → \"say \"\"no\"\"\"",
        "\"=1                        → \"\"\"=1\"",
        "é€                          → é€",
      })
  void aCellIsSafeAndStillItself(String text, String cell) {
    assertThat(Csv.row(meant(text))).isEqualTo(meant(cell) + "\r\n");
  }

  private static String meant(String text) {
    return text.replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
  }

  @Test
  void nothingAndAnEmptyTextAreToldApart() {
    assertThat(Csv.row("a", null, "", " b")).isEqualTo("a,,\"\",\" b\"\r\n");
  }
}
