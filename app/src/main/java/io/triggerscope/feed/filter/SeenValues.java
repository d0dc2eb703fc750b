package io.triggerscope.feed.filter;

import java.util.List;
import java.util.Map;

/**
 * The values that occurred lately, for completion. Immutable.
 *
 * @param byName most frequent first, each once; {@link Term#NONE} where there was no id
 */
public record SeenValues(Map<FilterName, List<String>> byName) {

  public static final SeenValues NOTHING = new SeenValues(Map.of());

  public SeenValues {
    byName = Map.copyOf(byName);
  }

  List<String> of(FilterName name) {
    return byName.getOrDefault(name, List.of());
  }
}
