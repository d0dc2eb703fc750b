package io.triggerscope.feed.export;

import io.triggerscope.model.Notification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notification as a row of texts, by the names of the payload's contract. Pure functions. */
public final class NotificationRow {

  private static final List<String> TITLES =
      List.of(
          "batch_id",
          "table",
          "operation",
          "user_id",
          "record_id",
          "agent_id",
          "timestamp",
          "received_at");

  private NotificationRow() {}

  /** Without a column for payloads if the redaction leaves them out. */
  public static List<String> titles(Redaction redaction) {
    var titles = new ArrayList<>(TITLES);
    if (!redaction.redacts()) {
      titles.add("payload");
    }
    return titles;
  }

  public static List<@Nullable String> cells(Notification notification, Redaction redaction) {
    var cells = new ArrayList<@Nullable String>();
    cells.add(redaction.batchId(notification.batchId()));
    cells.add(notification.table());
    cells.add(notification.operation());
    cells.add(redaction.id(notification.userId()));
    cells.add(redaction.id(notification.recordId()));
    cells.add(redaction.id(notification.agentId()));
    cells.add(notification.timestamp().toString());
    cells.add(notification.receivedAt().toString());
    if (!redaction.redacts()) {
      cells.add(notification.payload());
    }
    return cells;
  }
}
