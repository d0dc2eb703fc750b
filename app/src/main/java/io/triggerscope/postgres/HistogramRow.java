package io.triggerscope.postgres;

import io.triggerscope.model.ErrorHistogram;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  record Count(int bucket, String table, long rows) {}

  static HistogramRow of(ResultSet row, StatementContext context) throws SQLException {
    return new HistogramRow(
        TriggerErrors.instant(row, "start"),
        Duration.of(row.getLong("width_micros"), ChronoUnit.MICROS),
        row.getLong("rows") == 0
            ? null
            : new Count(row.getInt("bucket"), row.getString("table_name"), row.getLong("rows")));
  }

  /**
   * @param rows at least one, all with the same axis
   */
  static ErrorHistogram histogram(List<HistogramRow> rows, int size) {
    var buckets = new ArrayList<Map<String, Long>>();
    for (int i = 0; i < size; i++) {
      buckets.add(new TreeMap<>());
    }
    for (var row : rows) {
      var count = row.count;
      if (count != null) {
        buckets.get(count.bucket).put(count.table, count.rows);
      }
    }
    return new ErrorHistogram(rows.getFirst().start, rows.getFirst().width, List.copyOf(buckets));
  }
}
