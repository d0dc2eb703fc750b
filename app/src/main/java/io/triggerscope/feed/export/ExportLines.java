package io.triggerscope.feed.export;

import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;

/** How an export writes what it goes through; each text with its end. Confined to one export. */
sealed interface ExportLines permits NdjsonLines, CsvLines {

  static ExportLines of(ExportFormat format, Redaction redaction) {
    return switch (format) {
      case NDJSON -> new NdjsonLines(redaction);
      case CSV -> new CsvLines(redaction);
    };
  }

  /**
   * What stands at the beginning.
   *
   * @param notifications how many will follow
   */
  String header(long notifications);

  /**
   * @param event the number of its batch in the view
   */
  String notification(long event, Notification notification);

  /** An event that is no batch; empty if the format has no place for it. */
  String other(long number, FeedEvent event);
}
