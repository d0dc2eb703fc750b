package io.triggerscope.viewmodel;

import io.triggerscope.feed.export.ErrorExport;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.viewmodel.ExportRun.Said;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Exporting the rows that match the filters of the Errors screen. Confined to the FX thread; the
 * file is written in the background.
 */
public final class ErrorExportViewModel {

  private final Session session;
  private final Supplier<ErrorFilter> filter;
  private final LongSupplier total;
  private final ExportRun run;

  /**
   * @param filter gives what is to be exported when an export begins
   * @param total how many rows that are, as far as is known
   */
  ErrorExportViewModel(Session session, Supplier<ErrorFilter> filter, LongSupplier total) {
    this.session = session;
    this.filter = filter;
    this.total = total;
    this.run = new ExportRun(session.threads(), session.clock(), "row");
  }

  public ExportRun run() {
    return run;
  }

  /** {@code prod-eu-errors-20261122-140329.csv}. */
  public String suggestedName(ExportFormat format, ZoneId zone) {
    return Format.fileName(session.name() + "-errors", session.clock().instant(), zone)
        + "."
        + format.extension();
  }

  /** Begins to export what matches now to a file that must be new; no-op while one is exported. */
  public void start(ExportFormat format, Path file) {
    var export = new ErrorExport(session.errors(), filter.get(), format);
    run.start(
        total.getAsLong(),
        written -> export.to(file, written),
        written ->
            new Said(
                Tone.GOOD,
                "Exported %s, %s, to %s."
                    .formatted(
                        Format.count(written.rows(), "row"),
                        Format.bytes(written.bytes()),
                        written.file())));
  }
}
