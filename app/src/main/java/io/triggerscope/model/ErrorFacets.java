package io.triggerscope.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows match a filter, and for each value of a field how many would if the filter asked
 * nothing of that field. Immutable.
 *
 * @param oldest null when no row matches
 * @param newest null when no row matches
 * @param values of {@link #FIELDS}; the empty text stands for none
 */
public record ErrorFacets(
    long total,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    Map<ErrorField, Map<String, Long>> values) {

  public static final List<ErrorField> FIELDS =
      List.of(ErrorField.TABLE, ErrorField.OPERATION, ErrorField.SQLSTATE);

  /** The rows that have the same values of all these fields. Immutable. */
  public record Cell(Map<ErrorField, String> values, long rows, Instant oldest, Instant newest) {}

  /** The filter that asks nothing of these fields: of its rows the cells are counted. */
  public static ErrorFilter freed(ErrorFilter filter) {
    var freed = filter;
    for (var field : FIELDS) {
      freed = freed.with(field, ErrorValues.ANY);
    }
    return freed;
  }

  /**
   * @param cells all of the rows that match {@link #freed}
   */
  public static ErrorFacets of(List<Cell> cells, ErrorFilter filter) {
    var matching = cells.stream().filter(cell -> accepts(filter, cell, null)).toList();
    var values = new EnumMap<ErrorField, Map<String, Long>>(ErrorField.class);
    for (var field : FIELDS) {
      var counts = new TreeMap<String, Long>();
      cells.stream()
          .filter(cell -> accepts(filter, cell, field))
          .forEach(cell -> counts.merge(value(cell, field), cell.rows, Long::sum));
      values.put(field, counts);
    }
    return new ErrorFacets(
        matching.stream().mapToLong(Cell::rows).sum(),
        matching.stream().map(Cell::oldest).min(Comparator.naturalOrder()).orElse(null),
        matching.stream().map(Cell::newest).max(Comparator.naturalOrder()).orElse(null),
        values);
  }

  private static boolean accepts(ErrorFilter filter, Cell cell, @Nullable ErrorField except) {
    return FIELDS.stream()
        .allMatch(field -> field == except || filter.values(field).accept(value(cell, field)));
  }

  private static String value(Cell cell, ErrorField field) {
    return cell.values.getOrDefault(field, "");
  }

  public Map<String, Long> of(ErrorField field) {
    return values.getOrDefault(field, Map.of());
  }
}
