package io.triggerscope.postgres;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.ReadIds.Gap;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code trigger_error_log} on the server, also one with other columns as far as that goes.
 * Safe for any thread; each call is bounded in time.
 */
public final class TriggerErrors implements TriggerErrorLog {

  /** Where the index on the time comes from. */
  static final String INDEX = "Migration 022 builds one, and stops nobody meanwhile.";

  private static final int FETCH_SIZE = 1_000;

  private final Target target;

  /** Null until it was read, and again when what was read may no longer hold. */
  private volatile @Nullable ErrorLogColumns columns;

  public TriggerErrors(Target target) {
    this.target = target;
  }

  @Override
  public Outcome<ErrorLogShape> shape() {
    columns = null;
    return ask((_, sql) -> sql.columns().shape());
  }

  @Override
  public Outcome<ErrorFacets> facets(ErrorFilter filter) {
    return ask(
        (handle, sql) ->
            ErrorFacets.of(
                sql.matching(handle, "facets", ErrorFacets.freed(filter))
                    .map(ErrorRows::cell)
                    .list(),
                filter));
  }

  @Override
  public Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets) {
    return ask(
        (handle, sql) ->
            HistogramRow.histogram(
                sql.matching(handle, "histogram", filter)
                    .bind("buckets", buckets)
                    .map(HistogramRow::of)
                    .list(),
                buckets));
  }

  @Override
  public Outcome<ErrorGroups> groups(ErrorFilter filter, ErrorGroups.Fold fold, int limit) {
    return ask(
        (handle, sql) ->
            ErrorRows.groups(
                sql.matching(handle, "groups", filter)
                    .bind("folded", fold == ErrorGroups.Fold.FINGERPRINT)
                    .bind("buckets", ErrorGroup.TREND_PARTS)
                    .bind("limit", limit)
                    .map(ErrorRows::group)
                    .list()));
  }

  @Override
  public Outcome<ErrorPage> page(ErrorFilter filter, ErrorPlace place, int limit) {
    return switch (place) {
      case ErrorPlace.Newest _ -> page("older", filter, null, limit);
      case ErrorPlace.OlderThan(var row) -> page("older", filter, row, limit);
      case ErrorPlace.Oldest _ -> page("newer", filter, null, limit).map(TriggerErrors::turned);
      case ErrorPlace.NewerThan(var row) ->
          page("newer", filter, row, limit).map(TriggerErrors::turned);
    };
  }

  private static ErrorPage turned(ErrorPage page) {
    return new ErrorPage(page.rows().reversed(), page.more());
  }

  private Outcome<ErrorPage> page(
      String name, ErrorFilter filter, @Nullable TriggerError beyond, int limit) {
    return ask(
        (handle, sql) -> {
          // one more than asked for tells whether others follow
          var rows =
              sql.matching(handle, name, filter)
                  .bind("occurred_at", beyond == null ? null : beyond.occurredAt())
                  .bind("id", beyond == null ? null : (Long) beyond.id())
                  .bind("limit", limit + 1)
                  .map(TriggerErrors::row)
                  .list();
          return new ErrorPage(
              List.copyOf(rows.subList(0, Math.min(limit, rows.size()))), rows.size() > limit);
        });
  }

  @Override
  public Outcome<Long> forEach(ErrorFilter filter, Predicate<TriggerError> each) {
    return ask(
        target::stream,
        (handle, sql) -> {
          long count = 0;
          try (var rows =
              sql.matching(handle, "all", filter)
                  .setFetchSize(FETCH_SIZE)
                  .map(TriggerErrors::row)
                  .iterator()) {
            while (rows.hasNext() && each.test(rows.next())) {
              count++;
            }
          }
          return count;
        });
  }

  @Override
  public Outcome<Long> newestId() {
    return ask(
        (handle, sql) ->
            sql.columns().followable()
                ? sql.query(handle, "newest-id").mapTo(Long.class).one()
                : Long.valueOf(Long.MAX_VALUE));
  }

  @Override
  public Outcome<List<TriggerError>> newerThan(ReadIds read, int limit) {
    return ask(
        (handle, sql) -> {
          if (!sql.columns().followable()) {
            return List.of();
          }
          // without an index each gap would take a scan of the table
          var gaps = sql.columns().keyed() ? read.gaps() : List.<Gap>of();
          return sql.query(handle, "newer-than")
              .bind("id", read.newest())
              .bindArray("gap_firsts", Long.class, gaps.stream().map(Gap::first).toList())
              .bindArray("gap_lasts", Long.class, gaps.stream().map(Gap::last).toList())
              .bind("limit", limit)
              .map(TriggerErrors::row)
              .list();
        });
  }

  /** A session to ask in. */
  interface Asking {
    <T> Outcome<T> ask(Function<Handle, T> question);
  }

  private <T> Outcome<T> ask(BiFunction<Handle, ErrorLogSql, T> question) {
    return ask(target::read, question);
  }

  /** Asks about the log, or does something to it, in such a session. */
  <T> Outcome<T> ask(Asking session, BiFunction<Handle, ErrorLogSql, T> question) {
    Outcome<Outcome<T>> answer =
        session.ask(
            handle -> columns(handle).map(read -> question.apply(handle, new ErrorLogSql(read))));
    Outcome<T> outcome = answer.then(told -> told);
    return switch (outcome) {
      case Outcome.Failed<T>(Failure.Missing missing) -> {
        columns = null;
        yield Contract.needs(Contract.ERROR_LOG, new Outcome.Failed<>(missing));
      }
      case Outcome.Failed<T>(Failure.TimedOut(var message)) when isSlow() ->
          new Outcome.Failed<>(
              new Failure.TimedOut(
                  message
                      + ". No index leads to the errors of a time, so that all of"
                      + " trigger_error_log is read. "
                      + INDEX));
      case Outcome.Failed<T> failed -> failed;
      case Outcome.Done<T> done -> done;
    };
  }

  /** Whether an index would have helped; not where somebody here did not want to wait. */
  private boolean isSlow() {
    var known = columns;
    return known != null && !known.shape().indexed() && !Thread.currentThread().isInterrupted();
  }

  private Outcome<ErrorLogColumns> columns(Handle handle) {
    var known = columns;
    return known != null
        ? new Outcome.Done<>(known)
        : ErrorLogColumns.of(
                handle
                    .createQuery(Target.sql(TriggerErrors.class, "columns"))
                    .map(ConstructorMapper.of(ErrorLogColumns.Column.class))
                    .list())
            .map(
                read -> {
                  columns = read;
                  return read;
                });
  }

  private static TriggerError row(ResultSet row, StatementContext context) throws SQLException {
    return new TriggerError(
        row.getLong("id"),
        row.getString("table_name"),
        row.getString("operation"),
        row.getString("error_message"),
        row.getString("error_context"),
        instant(row, "occurred_at"),
        row.getString("sqlstate"),
        row.getString("batch_id"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
