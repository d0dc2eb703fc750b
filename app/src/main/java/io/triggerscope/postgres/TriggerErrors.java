package io.triggerscope.postgres;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code trigger_error_log} on the server. Safe for any thread; each call is bounded in time.
 */
public final class TriggerErrors implements TriggerErrorLog {

  private final Target target;

  public TriggerErrors(Target target) {
    this.target = target;
  }

  @Override
  public Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets) {
    return ask(
        handle -> {
          var counts =
              filtered(query(handle, "histogram"), filter)
                  .bind("buckets", buckets)
                  .map(HistogramRow::of)
                  .list();
          var facets = range(query(handle, "facets"), filter).map(HistogramRow.Facet::of).list();
          return HistogramRow.histogram(counts, facets, buckets);
        });
  }

  @Override
  public Outcome<ErrorPage> page(ErrorFilter filter, @Nullable TriggerError after, int limit) {
    return ask(
        handle -> {
          // one more than asked for tells whether older ones follow
          var rows =
              filtered(query(handle, "page"), filter)
                  .bind("afterOccurredAt", after == null ? null : after.occurredAt())
                  .bind("afterId", after == null ? null : (Long) after.id())
                  .bind("limit", limit + 1)
                  .map(TriggerErrors::row)
                  .list();
          return new ErrorPage(
              List.copyOf(rows.subList(0, Math.min(limit, rows.size()))), rows.size() > limit);
        });
  }

  @Override
  public Outcome<Long> newestId() {
    return ask(handle -> query(handle, "newest-id").mapTo(Long.class).one());
  }

  @Override
  public Outcome<List<TriggerError>> newerThan(long id, int limit) {
    return ask(
        handle ->
            query(handle, "newer-than")
                .bind("id", id)
                .bind("limit", limit)
                .map(TriggerErrors::row)
                .list());
  }

  private <T> Outcome<T> ask(Function<Handle, T> question) {
    return Contract.needs(Contract.ERROR_LOG, target.read(question));
  }

  private static Query query(Handle handle, String name) {
    return handle.createQuery(Target.sql(TriggerErrors.class, name));
  }

  private static Query range(Query query, ErrorFilter filter) {
    return query.bind("from", filter.from()).bind("to", filter.to());
  }

  private static Query filtered(Query query, ErrorFilter filter) {
    return range(query, filter)
        .bindArray("tables", String.class, filter.tables())
        .bindArray("operations", String.class, filter.operations())
        .bind("text", filter.text());
  }

  private static TriggerError row(ResultSet row, StatementContext context) throws SQLException {
    var errorContext = row.getString("error_context");
    var told = ErrorContext.of(errorContext);
    return new TriggerError(
        row.getLong("id"),
        row.getString("table_name"),
        row.getString("operation"),
        row.getString("error_message"),
        errorContext,
        instant(row, "occurred_at"),
        told.sqlstate(),
        told.batchId());
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
