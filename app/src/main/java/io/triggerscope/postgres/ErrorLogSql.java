package io.triggerscope.postgres;

import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.Fingerprint;
import java.util.regex.Matcher;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The statements on one {@code trigger_error_log}. In their files a FROM or JOIN may name the query
 * of another file, {@code readable} or {@code matching}, which takes its place here. Immutable.
 *
 * @param columns what takes the place of the table in {@code readable}
 */
record ErrorLogSql(ErrorLogColumns columns) {

  /** A statement of {@link TriggerErrors}. */
  Query query(Handle handle, String name) {
    return query(handle, TriggerErrors.class, name);
  }

  /** A statement with the values that its file needs besides those of a filter left to bind. */
  Query query(Handle handle, Class<?> owner, String name) {
    var readable = replace(nested("readable"), ErrorLogColumns.TABLE, columns.source());
    var sql = replace(Target.sql(owner, name), "matching", nested("matching"));
    sql = replace(sql, "readable", readable);
    var query = handle.createQuery(sql);
    return sql.contains(":variable")
        ? query
            .bind("variable", Fingerprint.VARIABLE)
            .bind("replacement", Fingerprint.PLACEHOLDER)
            .bind("fingerprint_length", Fingerprint.LENGTH)
        : query;
  }

  /** A statement on the rows that match. */
  Query matching(Handle handle, String name, ErrorFilter filter) {
    var query =
        query(handle, name)
            .bind("from", filter.from())
            .bind("to", filter.to())
            .bind("after_id", filter.afterId())
            .bind("text", filter.text())
            .bind("fingerprint_beginning", beginning(filter));
    for (var field : ErrorField.values()) {
      var values = filter.values(field);
      query
          .bindArray(field.id() + "_only", String.class, values.only())
          .bindArray(field.id() + "_not", String.class, values.not());
    }
    return query;
  }

  private static String beginning(ErrorFilter filter) {
    var fingerprints = filter.values(ErrorField.FINGERPRINT).only();
    return fingerprints.size() == 1 ? Fingerprint.beginning(fingerprints.iterator().next()) : "";
  }

  private static String replace(String sql, String name, String by) {
    return sql.replaceAll("\\b(FROM|JOIN) " + name + "\\b", "$1 " + Matcher.quoteReplacement(by));
  }

  private static String nested(String name) {
    return "(\n" + Target.sql(TriggerErrors.class, name) + "\n) AS " + name;
  }
}
