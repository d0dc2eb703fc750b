package io.triggerscope.feed.export;

import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;

/** One row for each notification; nothing of what is none. Confined to one export. */
final class CsvLines implements ExportLines {

  private final Redaction redaction;

  CsvLines(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public String header(long notifications) {
    return "event," + Csv.row(NotificationRow.titles(redaction));
  }

  @Override
  public String notification(long event, Notification notification) {
    return event + "," + Csv.row(NotificationRow.cells(notification, redaction));
  }

  @Override
  public String other(long number, FeedEvent event) {
    return "";
  }
}
