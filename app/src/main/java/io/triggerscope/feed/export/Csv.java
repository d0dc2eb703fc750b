package io.triggerscope.feed.export;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as RFC 4180 has them, which no spreadsheet takes for formulas. Pure functions.
 *
 * <p>A text that a spreadsheet would run or cut gets an apostrophe before it, as OWASP's page on
 * CSV injection advises; what it says then begins with that apostrophe for every other reader too.
 */
public final class Csv {

  /** Ends each row. */
  public static final String END = "\r\n";

  /** The full-width forms are taken for the others by spreadsheets in East Asian locales. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

  /** A semicolon or a tab separates fields where a comma is the decimal sign. */
  private static final Pattern QUOTED = Pattern.compile("[\",;\t\r\n]|^ | $|^$");

  private static final Pattern NUMBER = Pattern.compile("-[0-9]+(\\.[0-9]+)?");

  private Csv() {}

  /** One row with its end; null is a field of nothing, which is told from an empty text. */
  public static String row(List<? extends @Nullable String> cells) {
    return cells.stream()
        .map(cell -> cell == null ? "" : cell(cell))
        .collect(Collectors.joining(",", "", END));
  }

  public static String row(@Nullable String... cells) {
    return row(Arrays.asList(cells));
  }

  private static String cell(String text) {
    var harmless = harmless(text);
    return QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }

  /** The text; with an apostrophe before it if a spreadsheet would take it for a formula. */
  public static String harmless(String text) {
    return !text.isEmpty()
            && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches()
        ? "'" + text
        : text;
  }
}
