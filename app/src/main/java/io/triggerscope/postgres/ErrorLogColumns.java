package io.triggerscope.postgres;

import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code trigger_error_log} is read whose columns are not quite those of migration 021: what
 * stands in its place, and what is to be said of it. Immutable.
 *
 * @param source what a FROM names instead of the table
 * @param followable whether a later row has a greater id
 * @param keyed whether no two rows have the same id
 */
record ErrorLogColumns(String source, boolean followable, boolean keyed, ErrorLogShape shape) {

  static final String TABLE = "trigger_error_log";

  /** A row of {@code columns.sql}. */
  record Column(String name, String type, boolean nullable, boolean indexed, boolean unique) {}

  private static final List<String> TEXTS =
      List.of("table_name", "operation", "error_message", "error_context");
  private static final Set<String> OURS =
      Set.of("id", "occurred_at", "table_name", "operation", "error_message", "error_context");
  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
  private static final Set<String> NUMBERS =
      Set.of("integer", "bigint", "numeric", "real", "double precision");
  private static final Set<String> TEXT = Set.of("text", "character varying");

  /** How one column is read, and what is to be said of that. */
  private record Reading(String expression, @Nullable String note) {}

  /**
   * How a table is read; fails when there is nothing to order errors by.
   *
   * @param columns of the table, in its order
   */
  static Outcome<ErrorLogColumns> of(List<Column> columns) {
    var byName = columns.stream().collect(Collectors.toMap(Column::name, Function.identity()));
    var time = byName.get("occurred_at");
    if (time == null) {
      return new Outcome.Failed<>(
          new Failure.Missing("It has no column occurred_at, by which errors are ordered."));
    }
    var readings = new ArrayList<Reading>();
    readings.add(id(byName.get("id")));
    TEXTS.forEach(name -> readings.add(text(name, byName)));
    readings.add(time(time));
    var notes =
        new ArrayList<>(readings.stream().map(Reading::note).filter(note -> note != null).toList());
    var extra = columns.stream().map(Column::name).filter(name -> !OURS.contains(name)).toList();
    if (!extra.isEmpty()) {
      notes.add("Not shown: " + String.join(", ", extra) + ".");
    }
    if (time.nullable) {
      notes.add("Rows without a time in occurred_at are left out.");
    }
    var expressions = readings.stream().map(Reading::expression).toList();
    boolean plain =
        !time.nullable && expressions.stream().allMatch(expression -> OURS.contains(expression));
    var id = byName.get("id");
    boolean whole = id != null && WHOLE.contains(id.type);
    return new Outcome.Done<>(
        new ErrorLogColumns(
            plain ? TABLE : source(expressions),
            whole,
            id != null && whole && id.unique,
            new ErrorLogShape(List.copyOf(notes), time.indexed)));
  }

  private static String source(List<String> expressions) {
    return "(SELECT %s FROM %s WHERE occurred_at IS NOT NULL) AS %s"
        .formatted(String.join(", ", expressions), TABLE, TABLE);
  }

  private static Reading id(@Nullable Column id) {
    var unfollowed = " New errors are seen when you refresh.";
    if (id == null) {
      return new Reading(
          "hashtextextended(CAST(ctid AS text), 0) AS id", "There is no column id." + unfollowed);
    }
    return WHOLE.contains(id.type)
        ? new Reading("id", null)
        : new Reading(
            "hashtextextended(CAST(id AS text), 0) AS id",
            "Column id is " + id.type + ", which does not grow from row to row." + unfollowed);
  }

  private static Reading text(String name, Map<String, Column> columns) {
    var column = columns.get(name);
    if (column == null) {
      return new Reading("CAST(NULL AS text) AS " + name, "There is no column " + name + ".");
    }
    return new Reading(
        TEXT.contains(column.type) ? name : "CAST(" + name + " AS text) AS " + name, null);
  }

  private static Reading time(Column time) {
    var type = time.type;
    if (type.equals("timestamp with time zone")) {
      return new Reading("occurred_at", null);
    }
    return NUMBERS.contains(type)
        ? new Reading(
            "to_timestamp(CAST(occurred_at AS float8)) AS occurred_at",
            "Column occurred_at is " + type + ", read as seconds since 1970.")
        : new Reading(
            "CAST(occurred_at AS timestamp) AT TIME ZONE 'UTC' AS occurred_at",
            "Column occurred_at is " + type + ", read as UTC.");
  }
}
