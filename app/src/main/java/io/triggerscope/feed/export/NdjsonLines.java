package io.triggerscope.feed.export;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** One JSON object a line, as the package's comment describes. Confined to one export. */
final class NdjsonLines implements ExportLines {

  private static final String FORMAT = "triggerscope-export";
  private static final int VERSION = 1;

  /** Escapes what is beyond ASCII: so even half a surrogate pair comes back as it was. */
  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

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

  private String line(String type, long event, Consumer<JsonGenerator> properties) {
    return line(
        type,
        out -> {
          out.writeNumberProperty("event", event);
          properties.accept(out);
        });
  }

  private String line(String type, Consumer<JsonGenerator> properties) {
    var text = new StringWriter();
    try (var out = json.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("type", type);
      properties.accept(out);
      out.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
