package io.triggerscope.cli;

import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** One JSON object a line, for scripts. Immutable. */
final class TailJson implements TailLines {

  private static final Set<String> CONTRACT =
      Set.of("table", "operation", "user_id", "record_id", "agent_id", "timestamp", "batch_id");

  @Override
  public String event(FeedEvent event) {
    return switch (event) {
      case Batch batch -> JsonLine.of(out -> write(batch, out));
      case Malformed malformed -> JsonLine.of(out -> write(malformed, out));
      case BlindWindow window -> JsonLine.of(out -> write(window, out));
      case Marker(var at, var label) ->
          JsonLine.of(
              out ->
                  out.writeStringProperty("type", "marker")
                      .writeStringProperty("at", TailLines.time(at))
                      .writeStringProperty("label", label));
    };
  }

  @Override
  public String summary(TailSummary summary) {
    return JsonLine.of(
        out ->
            out.writeStringProperty("type", "summary")
                .writeNumberProperty("received", summary.received())
                .writeNumberProperty("parsed", summary.parsed())
                .writeNumberProperty("malformed", summary.malformed())
                .writeNumberProperty("batches", summary.batches())
                .writeNumberProperty("notifications_in_batches", summary.notificationsInBatches())
                .writeNumberProperty("evicted", summary.evicted()));
  }

  private void write(Batch batch, JsonGenerator out) {
    out.writeStringProperty("type", "batch")
        .writeStringProperty("batch_id", batch.batchId())
        .writeNumberProperty("notifications", batch.size())
        .writeStringProperty("first_received_at", TailLines.time(batch.firstReceivedAt()))
        .writeStringProperty("closed_at", TailLines.time(batch.closedAt()))
        .writeStringProperty("closed_by", batch.closedBy().name().toLowerCase(Locale.ROOT));
    out.writeObjectPropertyStart("tables");
    batch.tables().forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeObjectPropertyStart("users");
    batch
        .cascade()
        .domains()
        .forEach(
            (user, domains) -> {
              out.writeArrayPropertyStart(user);
              domains.forEach(domain -> out.writeString(domain.name()));
              out.writeEndArray();
            });
    out.writeEndObject();
    out.writeNumberProperty("naive_ops", batch.cascade().naiveOps())
        .writeNumberProperty("batched_ops", batch.cascade().batchedOps());
    out.writeArrayPropertyStart("records");
    batch.notifications().forEach(notification -> write(notification, out));
    out.writeEndArray();
  }

  private static void write(Malformed malformed, JsonGenerator out) {
    out.writeStringProperty("type", "malformed");
    JsonLine.write("payload", malformed.payload(), out);
    out.writeStringProperty("reason", malformed.reason());
  }

  private static void write(BlindWindow window, JsonGenerator out) {
    out.writeStringProperty("type", "blind_window")
        .writeStringProperty("from", TailLines.time(window.from()))
        .writeStringProperty("to", TailLines.time(window.to()))
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

  /**
   * The contract's fields in its order, then the unknown ones as they came; without these if the
   * payload had to make room before it was printed.
   */
  private void write(Notification notification, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("table", notification.table());
    out.writeStringProperty("operation", notification.operation());
    JsonLine.write("user_id", notification.userId(), out);
    JsonLine.write("record_id", notification.recordId(), out);
    JsonLine.write("agent_id", notification.agentId(), out);
    var payload = notification.payload();
    out.writeName("timestamp")
        .writeNumber(
            payload == null ? seconds(notification.timestamp()) : timestampAsReceived(payload));
    out.writeStringProperty("batch_id", notification.batchId());
    if (payload != null) {
      eachProperty(
          payload,
          (name, value) -> {
            if (!CONTRACT.contains(name)) {
              out.writeName(name);
              copy(value, out);
            }
          });
    }
    out.writeEndObject();
  }

  private static String seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  private String timestampAsReceived(String payload) {
    var digits = new String[] {""};
    eachProperty(
        payload,
        (name, value) -> {
          if (name.equals("timestamp")) {
            digits[0] = value.getString();
          }
        });
    return digits[0];
  }

  private interface Property {
    /** {@code value} stands on the value's first token. */
    void accept(String name, JsonParser value);
  }

  private void eachProperty(String payload, Property property) {
    try (var in = JsonLine.JSON.createParser(ObjectReadContext.empty(), payload)) {
      in.nextToken();
      for (var name = in.nextName(); name != null; name = in.nextName()) {
        in.nextToken();
        property.accept(name, in);
        in.skipChildren();
      }
    }
  }

  /** Copies a whole value; numbers digit by digit, since a double would round them. */
  private static void copy(JsonParser in, JsonGenerator out) {
    int depth = 0;
    while (true) {
      var token = in.currentToken();
      if (token.isNumeric()) {
        out.writeNumber(in.getString());
      } else {
        out.copyCurrentEvent(in);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
      in.nextToken();
    }
  }
}
