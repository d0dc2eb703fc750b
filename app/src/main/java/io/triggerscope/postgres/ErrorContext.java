package io.triggerscope.postgres;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What our trigger tells in {@code error_context}, as far as it is there: the column may hold any
 * text. Immutable.
 */
record ErrorContext(@Nullable String sqlstate, @Nullable String batchId) {

  private static final ErrorContext NONE = new ErrorContext(null, null);
  private static final JsonMapper JSON = new JsonMapper();

  static ErrorContext of(@Nullable String text) {
    if (text == null || !text.stripLeading().startsWith("{")) {
      return NONE;
    }
    try {
      var json = JSON.readTree(text);
      return new ErrorContext(text(json.get("sqlstate")), text(json.get("txid")));
    } catch (JacksonException e) {
      return NONE;
    }
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value != null && (value.isString() || value.isNumber()) ? value.asString() : null;
  }
}
