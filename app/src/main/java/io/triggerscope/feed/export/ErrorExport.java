package io.triggerscope.feed.export;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * All rows of {@code trigger_error_log} that match a filter, newest first, written to a file row by
 * row: as CSV with a header row, or as one JSON object a line, by the names of the columns and of
 * what is read out of the context. Immutable.
 */
public record ErrorExport(TriggerErrorLog errors, ErrorFilter filter, ExportFormat format) {

  /** After so many rows it tells how far it has come. */
  private static final int STEP = 1_000;

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "occurred_at",
          "table_name",
          "operation",
          "sqlstate",
          "batch_id",
          "error_message",
          "error_context");

  /** What was written. Immutable. */
  public record Written(Path file, long rows, long bytes) {}

  /**
   * Writes the file, which must be new. Blocks; an interrupt ends it and leaves no file.
   *
   * @param progress told how many rows were written so far, on this thread
   */
  public Outcome<Written> to(Path file, LongConsumer progress) {
    var rows = new AtomicLong();
    return new NewFile(file)
        .write(
            out -> {
              if (format == ExportFormat.CSV) {
                out.write(Csv.row(COLUMNS));
              }
              var outcome = errors.forEach(filter, row -> write(row, out, rows, progress));
              return Thread.currentThread().isInterrupted()
                  ? new Outcome.Done<>(false)
                  : outcome.map(_ -> true);
            },
            bytes -> new Written(file, rows.get(), bytes));
  }

  /** Whether to go on. */
  private boolean write(TriggerError row, Writer out, AtomicLong rows, LongConsumer progress) {
    try {
      out.write(line(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long written = rows.incrementAndGet();
    if (written % STEP == 0) {
      progress.accept(written);
    }
    return !Thread.currentThread().isInterrupted();
  }

  private String line(TriggerError row) {
    return switch (format) {
      case CSV ->
          Csv.row(
              "" + row.id(),
              row.occurredAt().toString(),
              row.tableName(),
              row.operation(),
              row.sqlstate(),
              row.batchId(),
              row.errorMessage(),
              row.errorContext());
      case NDJSON -> JsonLine.of(out -> ErrorJson.write(row, out)) + '\n';
    };
  }
}
