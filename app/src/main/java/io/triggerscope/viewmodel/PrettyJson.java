package io.triggerscope.viewmodel;

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

  /** The same JSON laid out; any other text as it is. */
  public static String of(String text) {
    try {
      return of(JSON.readTree(text));
    } catch (JacksonException _) {
      return text;
    }
  }

  static String of(JsonNode node) {
    return WRITER.writeValueAsString(node);
  }
}
