package io.triggerscope.viewmodel;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code error_context} taken apart to be read. Immutable.
 *
 * @param raw as it is in the table
 * @param pretty the JSON object indented, without the stack; null when it is not a JSON object
 * @param stack the PL/pgSQL stack, innermost line first; null when there is none
 */
public record ContextText(String raw, @Nullable String pretty, @Nullable String stack) {

  private static final JsonMapper JSON = new JsonMapper();

  public static ContextText of(@Nullable String text) {
    var raw = text == null ? "" : text;
    try {
      return JSON.readTree(raw) instanceof ObjectNode object
          ? of(raw, object)
          : new ContextText(raw, null, null);
    } catch (JacksonException e) {
      return new ContextText(raw, null, null);
    }
  }

  private static ContextText of(String raw, ObjectNode object) {
    var stack = object.remove("context");
    return new ContextText(raw, PrettyJson.of(object), text(stack));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node != null && node.isString() ? node.asString() : null;
  }
}
