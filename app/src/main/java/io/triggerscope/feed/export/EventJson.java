package io.triggerscope.feed.export;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import tools.jackson.core.JsonGenerator;

/** The fields of events in JSON, by the names of the payload's contract. Pure functions. */
final class EventJson {

  private EventJson() {}

  static void write(Notification notification, Redaction redaction, JsonGenerator out) {
    out.writeStringProperty("batch_id", redaction.batchId(notification.batchId()))
        .writeStringProperty("table", notification.table())
        .writeStringProperty("operation", notification.operation());
    JsonLine.write("user_id", redaction.id(notification.userId()), out);
    JsonLine.write("record_id", redaction.id(notification.recordId()), out);
    JsonLine.write("agent_id", redaction.id(notification.agentId()), out);
    out.writeStringProperty("timestamp", notification.timestamp().toString())
        .writeStringProperty("received_at", notification.receivedAt().toString());
    if (!redaction.redacts()) {
      JsonLine.write("payload", notification.payload(), out);
    }
  }

  static void write(Malformed malformed, Redaction redaction, JsonGenerator out) {
    out.writeStringProperty("received_at", malformed.at().toString())
        .writeStringProperty("reason", malformed.reason());
    if (!redaction.redacts()) {
      JsonLine.write("payload", malformed.payload(), out);
    }
  }

  static void write(BlindWindow window, JsonGenerator out) {
    out.writeStringProperty("from", window.from().toString())
        .writeStringProperty("to", window.to().toString())
        .writeStringProperty("reason", window.reason())
        .writeName("missed_estimate");
    var missed = window.missed();
    if (missed == null) {
      out.writeNull();
    } else {
      out.writeStartObject();
      missed.forEach(out::writeNumberProperty);
      out.writeEndObject();
    }
  }

  static void write(Marker marker, Redaction redaction, JsonGenerator out) {
    out.writeStringProperty("at", marker.at().toString());
    if (!redaction.redacts()) {
      out.writeStringProperty("label", marker.label());
    }
  }
}
