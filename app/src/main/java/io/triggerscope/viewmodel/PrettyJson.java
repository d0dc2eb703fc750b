package io.triggerscope.viewmodel;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON laid out for reading, one field a line. Pure functions. */
public final class PrettyJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter WRITER =
      JSON.writer()
          .with(
              new DefaultPrettyPrinter(
                  Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER)));

  private PrettyJson() {}

  /**
   * The same JSON laid out, with each digit of its numbers and each member, one that comes twice as
   * well; any other text as it is.
   */
  public static String of(String text) {
    var laidOut = new StringWriter();
    try (var parser = JSON.createParser(text);
        var generator = WRITER.createGenerator(laidOut)) {
      while (parser.nextToken() != null) {
        generator.copyCurrentEventExact(parser);
      }
    } catch (JacksonException _) {
      return text;
    }
    return laidOut.toString();
  }

  static String of(JsonNode node) {
    return WRITER.writeValueAsString(node);
  }
}
