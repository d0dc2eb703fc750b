package io.triggerscope.viewmodel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What distinguishes a JSON object from one before it, member by member, those of nested objects
 * and arrays as well. Immutable.
 *
 * @param members changed, added and removed ones first, each kind in the order of the newer object
 */
public record JsonDifference(List<Member> members) {

  /** Numbers keep each digit they have. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** A value in one of the objects or both, as JSON, at a path such as {@code row.tags[0]}. */
  public sealed interface Member {

    String path();
  }

  /** In both, but with another value. */
  public record Changed(String path, String before, String after) implements Member {}

  /** In the newer one only. */
  public record Added(String path, String value) implements Member {}

  /** In the one before only. */
  public record Removed(String path, String value) implements Member {}

  /** The same in both. */
  public record Unchanged(String path, String value) implements Member {}

  /** Empty if one of the texts is not a JSON object. */
  public static Optional<JsonDifference> of(String before, String after) {
    return values(before).flatMap(older -> values(after).map(newer -> of(older, newer)));
  }

  private static JsonDifference of(Map<String, String> older, Map<String, String> newer) {
    var members = new ArrayList<Member>();
    newer.forEach((path, value) -> members.add(member(path, older.get(path), value)));
    older.forEach(
        (path, value) -> {
          if (!newer.containsKey(path)) {
            members.add(new Removed(path, value));
          }
        });
    members.sort(Comparator.comparingInt(JsonDifference::rank));
    return new JsonDifference(List.copyOf(members));
  }

  private static Member member(String path, @Nullable String before, String after) {
    if (before == null) {
      return new Added(path, after);
    }
    return before.equals(after) ? new Unchanged(path, after) : new Changed(path, before, after);
  }

  private static int rank(Member member) {
    return switch (member) {
      case Changed _ -> 0;
      case Added _ -> 1;
      case Removed _ -> 2;
      case Unchanged _ -> 3;
    };
  }

  private static Optional<Map<String, String>> values(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        var values = new LinkedHashMap<String, String>();
        object.forEachEntry((name, value) -> add(segment(name), value, values));
        return Optional.of(values);
      }
      return Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static void add(String path, JsonNode node, Map<String, String> values) {
    switch (node) {
      case ObjectNode object when !object.isEmpty() ->
          object.forEachEntry((name, value) -> add(path + "." + segment(name), value, values));
      case ArrayNode array when !array.isEmpty() -> {
        for (int i = 0; i < array.size(); i++) {
          add(path + "[" + i + "]", array.get(i), values);
        }
      }
      default -> values.put(path, node.toString());
    }
  }

  /** A name that could be misread in a path stands in quotes. */
  private static String segment(String name) {
    return name.matches("[^.\\[\\]\"\\s]+") ? name : JSON.writeValueAsString(name);
  }
}
