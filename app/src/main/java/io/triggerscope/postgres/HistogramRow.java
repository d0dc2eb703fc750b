package io.triggerscope.postgres;

import io.triggerscope.model.ErrorHistogram;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code histogram.sql}: the axis, and the count of one table in one bucket. Immutable.
 *
 * @param count null when no row of the log matches: then it is the only one
 */
record HistogramRow(Instant start, Duration width, @Nullable Count count) {

  record Count(int bucket, String table, long rows, Instant oldest, Instant newest) {}

  /** One row of {@code facets.sql}. */
  record Facet(String kind, String name, long rows) {

    static Facet of(ResultSet row, StatementContext context) throws SQLException {
      return new Facet(row.getString("kind"), row.getString("name"), row.getLong("rows"));
    }
  }

  static HistogramRow of(ResultSet row, StatementContext context) throws SQLException {
    return new HistogramRow(
        TriggerErrors.instant(row, "start"),
        Duration.of(row.getLong("width_micros"), ChronoUnit.MICROS),
        row.getLong("rows") == 0
            ? null
            : new Count(
                row.getInt("bucket"),
                row.getString("table_name"),
                row.getLong("rows"),
                TriggerErrors.instant(row, "oldest"),
                TriggerErrors.instant(row, "newest")));
  }

  /**
   * @param rows at least one, all with the same axis
   */
  static ErrorHistogram histogram(List<HistogramRow> rows, List<Facet> facets, int size) {
    var buckets = new ArrayList<Map<String, Long>>();
    for (int i = 0; i < size; i++) {
      buckets.add(new TreeMap<>());
    }
    var counts = rows.stream().map(HistogramRow::count).filter(c -> c != null).toList();
    for (var count : counts) {
      buckets.get(count.bucket).put(count.table, count.rows);
    }
    return new ErrorHistogram(
        rows.getFirst().start,
        rows.getFirst().width,
        List.copyOf(buckets),
        counts.stream().mapToLong(Count::rows).sum(),
        counts.stream().map(Count::oldest).min(Comparator.naturalOrder()).orElse(null),
        counts.stream().map(Count::newest).max(Comparator.naturalOrder()).orElse(null),
        named(facets, "table"),
        named(facets, "operation"));
  }

  private static Map<String, Long> named(List<Facet> facets, String kind) {
    var named = new LinkedHashMap<String, Long>();
    for (var facet : facets) {
      if (facet.kind.equals(kind)) {
        named.put(facet.name, facet.rows);
      }
    }
    return named;
  }
}
