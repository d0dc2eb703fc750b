package io.triggerscope.feed.export;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** One JSON object a line, as the package's comment describes. Confined to one export. */
final class NdjsonLines implements ExportLines {

  private static final String FORMAT = "triggerscope-export";
  private static final int VERSION = 1;

  private final Redaction redaction;

  NdjsonLines(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public String header(long notifications) {
    return line(
        "header",
        out ->
            out.writeStringProperty("format", FORMAT)
                .writeNumberProperty("version", VERSION)
                .writeNumberProperty("notifications", notifications)
                .writeBooleanProperty("redacted", redaction.redacts()));
  }

  @Override
  public String notification(long event, Notification notification) {
    return line("notification", event, out -> EventJson.write(notification, redaction, out));
  }

  @Override
  public String other(long number, FeedEvent event) {
    return switch (event) {
      case Batch batch -> throw new IllegalArgumentException(batch.toString());
      case Malformed malformed ->
          line("malformed", number, out -> EventJson.write(malformed, redaction, out));
      case BlindWindow window -> line("blind_window", number, out -> EventJson.write(window, out));
      case Marker marker -> line("marker", number, out -> EventJson.write(marker, redaction, out));
    };
  }

  private static String line(String type, long event, Consumer<JsonGenerator> properties) {
    return line(
        type,
        out -> {
          out.writeNumberProperty("event", event);
          properties.accept(out);
        });
  }

  private static String line(String type, Consumer<JsonGenerator> properties) {
    return JsonLine.of(
            out -> {
              out.writeStringProperty("type", type);
              properties.accept(out);
            })
        + '\n';
  }
}
