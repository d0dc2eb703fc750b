package io.triggerscope.feed.export;

import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Notification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each notification; nothing of what is none. Confined to one export. */
final class CsvLines implements ExportLines {

  private static final List<String> TITLES =
      List.of(
          "event",
          "batch_id",
          "table",
          "operation",
          "user_id",
          "record_id",
          "agent_id",
          "timestamp",
          "received_at");

  private final Redaction redaction;

  CsvLines(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public String header(long notifications) {
    return row(TITLES, "payload");
  }

  @Override
  public String notification(long event, Notification notification) {
    var cells = new ArrayList<@Nullable String>(TITLES.size() + 1);
    cells.add(Long.toString(event));
    cells.add(redaction.batchId(notification.batchId()));
    cells.add(notification.table());
    cells.add(notification.operation());
    cells.add(redaction.id(notification.userId()));
    cells.add(redaction.id(notification.recordId()));
    cells.add(redaction.id(notification.agentId()));
    cells.add(notification.timestamp().toString());
    cells.add(notification.receivedAt().toString());
    return row(cells, notification.payload());
  }

  /** A redacted table has no column for payloads. */
  private String row(List<? extends @Nullable String> cells, @Nullable String payload) {
    if (redaction.redacts()) {
      return Csv.row(cells);
    }
    var all = new ArrayList<@Nullable String>(cells);
    all.add(payload);
    return Csv.row(all);
  }

  @Override
  public String other(long number, FeedEvent event) {
    return "";
  }
}
