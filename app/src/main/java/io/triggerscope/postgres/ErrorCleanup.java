package io.triggerscope.postgres;

import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old rows of {@code trigger_error_log} by {@code cleanup_trigger_error_log()}. Safe for
 * any thread.
 */
public final class ErrorCleanup {

  /** Rows deleted in one transaction. */
  public static final int SLICE = 1_000;

  private final Target target;
  private final int slice;

  public ErrorCleanup(Target target) {
    this(target, SLICE);
  }

  ErrorCleanup(Target target, int slice) {
    this.target = target;
    this.slice = slice;
  }

  /** Counts on the server what {@link #run} would delete now. */
  public Outcome<CleanupPreview> preview(int retentionDays) {
    if (retentionDays < 0) {
      return negative();
    }
    return Contract.needs(
        Contract.ERROR_LOG,
        target.act(
            handle ->
                handle
                    .createQuery(Target.sql(ErrorCleanup.class, "preview"))
                    .bind("retentionDays", retentionDays)
                    .map((row, context) -> preview(retentionDays, row))
                    .one()));
  }

  /**
   * Deletes slice by slice, each in its own transaction, until nothing older than {@code
   * retentionDays} is left or the calling thread is interrupted.
   *
   * @param deleted told the rows deleted so far after each slice, on the calling thread
   * @return the rows deleted in all; after an interrupt without the slice that was at hand
   */
  public Outcome<Long> run(int retentionDays, LongConsumer deleted) {
    if (retentionDays < 0) {
      return negative();
    }
    var total = new AtomicLong();
    var outcome =
        target.act(
            handle -> {
              long last = slice;
              while (last >= slice && !Thread.currentThread().isInterrupted()) {
                last = deleteSlice(handle, retentionDays);
                deleted.accept(total.addAndGet(last));
              }
              return total.get();
            });
    return Thread.currentThread().isInterrupted()
        ? new Outcome.Done<>(total.get())
        : Contract.needs(Contract.CLEANUP, outcome);
  }

  private long deleteSlice(Handle handle, int retentionDays) {
    return handle
        .createQuery(Target.sql(ErrorCleanup.class, "slice"))
        .bind("retentionDays", retentionDays)
        .bind("slice", slice)
        .mapTo(Long.class)
        .one();
  }

  private static CleanupPreview preview(int retentionDays, ResultSet row) throws SQLException {
    return new CleanupPreview(
        retentionDays,
        row.getLong("rows_to_delete"),
        row.getLong("rows_to_keep"),
        instant(row, "oldest"),
        instant(row, "newest_to_delete"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static <T> Outcome<T> negative() {
    return new Outcome.Failed<>(
        new Failure.Unexpected("Nothing was asked of it: the days to keep cannot be negative."));
  }
}
