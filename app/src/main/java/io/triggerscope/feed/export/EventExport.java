package io.triggerscope.feed.export;

import io.triggerscope.feed.EventCursor;
import io.triggerscope.feed.EventView;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * All that a view shows, written to a file event by event: however much it is, it takes no memory
 * to speak of. For one use, confined to the thread that calls {@link #to}.
 */
public final class EventExport {

  /** After so many notifications it tells how far it has come. */
  private static final int STEP = 1_000;

  private final EventView view;
  private final ExportFormat format;
  private final Redaction redaction;
  private final ExportLines lines;
  private final NewFile.Disk disk;
  private long notifications;
  private long malformed;
  private long blindWindows;
  private long markers;
  private long payloadsGone;

  public EventExport(EventView view, ExportFormat format, Redaction redaction) {
    this(view, format, redaction, Files::newOutputStream);
  }

  EventExport(EventView view, ExportFormat format, Redaction redaction, NewFile.Disk disk) {
    this.view = view;
    this.format = format;
    this.redaction = redaction;
    this.lines = ExportLines.of(format, redaction);
    this.disk = disk;
  }

  /**
   * Writes the file, which must be new and which only its owner may read. It has its name once it
   * is complete; until then it is a file beside it that ends in {@code .part}. Blocks; an interrupt
   * ends it and leaves no file.
   *
   * @param progress told how many notifications were written so far, on this thread
   */
  public Outcome<Exported> to(Path file, LongConsumer progress) {
    return new NewFile(file, disk)
        .write(
            out -> new Outcome.Done<>(write(out, progress)),
            bytes ->
                new Exported(
                    file,
                    format,
                    redaction.redacts(),
                    notifications,
                    malformed,
                    blindWindows,
                    markers,
                    payloadsGone,
                    bytes));
  }

  /** Whether it came to its end. */
  private boolean write(Writer out, LongConsumer progress) throws IOException {
    out.write(lines.header(view.notifications()));
    var cursor = view.from(view.first());
    while (cursor.next()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (cursor.size() == 0) {
        write(cursor.number(), cursor.other(), out);
      } else if (!writeBatch(cursor, out, progress)) {
        return false;
      }
    }
    progress.accept(notifications);
    return true;
  }

  private boolean writeBatch(EventCursor cursor, Writer out, LongConsumer progress)
      throws IOException {
    for (int i = 0; i < cursor.size(); i++) {
      var notification = cursor.notification(i);
      out.write(lines.notification(cursor.number(), notification));
      countPayload(notification.payload() == null);
      notifications++;
      if (notifications % STEP == 0) {
        progress.accept(notifications);
        if (Thread.currentThread().isInterrupted()) {
          return false;
        }
      }
    }
    return true;
  }

  private void write(long number, FeedEvent event, Writer out) throws IOException {
    out.write(lines.other(number, event));
    switch (event) {
      case Batch batch -> throw new IllegalArgumentException(batch.toString());
      case Malformed(_, var payload, _) -> {
        malformed++;
        countPayload(payload == null && format == ExportFormat.NDJSON);
      }
      case BlindWindow _ -> blindWindows++;
      case Marker _ -> markers++;
    }
  }

  private void countPayload(boolean gone) {
    payloadsGone += gone && !redaction.redacts() ? 1 : 0;
  }
}
