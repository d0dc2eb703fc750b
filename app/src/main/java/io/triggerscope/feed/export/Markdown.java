package io.triggerscope.feed.export;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as GitHub's Markdown has it, whose cells show as they are. Pure functions. */
public final class Markdown {

  /** What means something within a cell; an underscore does at the edge of a word only. */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "[\\\\|`*<>\\[\\]~&]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern LINE_ENDS = Pattern.compile("\\R");

  private Markdown() {}

  public static String table(
      List<String> titles, List<? extends List<? extends @Nullable String>> rows) {
    var rule = titles.stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |\n"));
    return row(titles) + rule + rows.stream().map(Markdown::row).collect(Collectors.joining());
  }

  private static String row(List<? extends @Nullable String> cells) {
    return cells.stream()
        .map(cell -> cell == null ? "" : cell(cell))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  static String cell(String text) {
    return LINE_ENDS.matcher(SPECIAL.matcher(text).replaceAll("\\\\$0")).replaceAll(" ");
  }
}
