package io.triggerscope.postgres;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of the statements that count errors, as what they mean. Pure functions. */
final class ErrorRows {

  /** A row of {@code groups.sql}, with the number of all groups. */
  record Counted(ErrorGroup group, long groups) {}

  private ErrorRows() {}

  /** A row of {@code facets.sql}. */
  static ErrorFacets.Cell cell(ResultSet row, StatementContext context) throws SQLException {
    var values = new EnumMap<ErrorField, String>(ErrorField.class);
    for (var field : ErrorFacets.FIELDS) {
      values.put(field, row.getString(field.id()));
    }
    return new ErrorFacets.Cell(
        values,
        row.getLong("rows"),
        TriggerErrors.instant(row, "oldest"),
        TriggerErrors.instant(row, "newest"));
  }

  static Counted group(ResultSet row, StatementContext context) throws SQLException {
    var trend = new ArrayList<>(Collections.nCopies(ErrorGroup.TREND_PARTS, 0L));
    var buckets = (Object[]) row.getArray("trend_buckets").getArray();
    var rows = (Object[]) row.getArray("trend_rows").getArray();
    for (int i = 0; i < buckets.length; i++) {
      int bucket = ((Number) buckets[i]).intValue();
      trend.set(bucket, trend.get(bucket) + ((Number) rows[i]).longValue());
    }
    var tables = (Object[]) row.getArray("tables").getArray();
    return new Counted(
        new ErrorGroup(
            row.getString("sqlstate"),
            row.getString("text"),
            row.getLong("rows"),
            TriggerErrors.instant(row, "first"),
            TriggerErrors.instant(row, "last"),
            Stream.of(tables).map(String::valueOf).sorted().toList(),
            List.copyOf(trend)),
        row.getLong("groups"));
  }

  static ErrorGroups groups(List<Counted> rows) {
    return new ErrorGroups(
        rows.stream().map(Counted::group).toList(), rows.isEmpty() ? 0 : rows.getFirst().groups);
  }
}
