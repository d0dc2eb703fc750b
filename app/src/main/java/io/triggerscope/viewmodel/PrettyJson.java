package io.triggerscope.viewmodel;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON laid out for reading. A pure function. */
public final class PrettyJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private PrettyJson() {}

  /** The same JSON with one field a line; any other text as it is. */
  public static String of(String text) {
    try {
      return JSON.writeValueAsString(JSON.readTree(text));
    } catch (JacksonException _) {
      return text;
    }
  }
}
