package io.triggerscope.feed.export;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small table of texts in each of the forms in which it is copied. Immutable.
 *
 * @param rows each with a cell for each title; null is nothing
 */
public record TextTable(List<String> titles, List<List<@Nullable String>> rows) {

  private static final Pattern TABS_AND_LINE_ENDS = Pattern.compile("\\t|\\R");

  /** One line for each row, the titles first, with tabs between the cells. */
  public String text() {
    return Stream.concat(Stream.of(titles), rows.stream())
        .map(TextTable::line)
        .collect(Collectors.joining());
  }

  /** Pasted into a spreadsheet a cell might be a formula as well. */
  private static String line(List<? extends @Nullable String> cells) {
    return cells.stream()
        .map(cell -> cell == null ? "" : Csv.harmless(cell))
        .map(cell -> TABS_AND_LINE_ENDS.matcher(cell).replaceAll(" "))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  public String csv() {
    return Csv.row(titles) + rows.stream().map(Csv::row).collect(Collectors.joining());
  }

  public String markdown() {
    return Markdown.table(titles, rows);
  }
}
