package io.triggerscope.viewmodel;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code error_context} taken apart to be read. Immutable.
 *
 * @param raw as it is in the table
 * @param pretty the JSON object indented, without the stack; null when it is not a JSON object
 * @param stack the PL/pgSQL stack, innermost line first; null when there is none
 */
public record ErrorContext(String raw, @Nullable String pretty, @Nullable String stack) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public static ErrorContext of(@Nullable String text) {
    var raw = text == null ? "" : text;
    try {
      return JSON.readTree(raw) instanceof ObjectNode object
          ? of(raw, object)
          : new ErrorContext(raw, null, null);
    } catch (JacksonException e) {
      return new ErrorContext(raw, null, null);
    }
  }

  private static ErrorContext of(String raw, ObjectNode object) {
    var stack = object.remove("stack");
    return new ErrorContext(raw, JSON.writeValueAsString(object), text(stack));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node != null && node.isString() ? node.asString() : null;
  }
}
