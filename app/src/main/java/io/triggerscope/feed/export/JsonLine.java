package io.triggerscope.feed.export;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A JSON object on one line, for scripts. Characters beyond ASCII are escaped: no terminal, pipe or
 * locale can change them, and even half a surrogate pair comes back as it was.
 */
public final class JsonLine {

  /** Also reads what it writes. */
  public static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonLine() {}

  /** The line, without its end, of an object with these properties. */
  public static String of(Consumer<JsonGenerator> properties) {
    var text = new StringWriter();
    try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      properties.accept(out);
      out.writeEndObject();
    }
    return text.toString();
  }

  /** A property that may be null. */
  public static void write(String name, @Nullable String value, JsonGenerator out) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }
}
