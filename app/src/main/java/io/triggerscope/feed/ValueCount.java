package io.triggerscope.feed;

import static io.triggerscope.feed.filter.FilterName.AGENT;
import static io.triggerscope.feed.filter.FilterName.OP;
import static io.triggerscope.feed.filter.FilterName.RECORD;
import static io.triggerscope.feed.filter.FilterName.TABLE;
import static io.triggerscope.feed.filter.FilterName.TX;
import static io.triggerscope.feed.filter.FilterName.USER;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.SeenValues;
import io.triggerscope.feed.filter.Term;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the values of the notifications gone through. Confined to one call of {@link #of}. */
final class ValueCount {

  private static final Comparator<Map.Entry<String, Integer>> MOST_FREQUENT =
      Map.Entry.<String, Integer>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final Map<FilterName, Map<@Nullable String, Integer>> counts =
      new EnumMap<>(FilterName.class);

  private ValueCount() {}

  /** The values of the newest events shown, so many at most. */
  static SeenValues of(EventView view, int most) {
    var count = new ValueCount();
    var batches = view.from(view.newest(most));
    while (batches.nextBatch()) {
      count.add(TX, batches.batchId());
      for (int i = 0; i < batches.size(); i++) {
        count.add(TABLE, batches.table(i));
        count.add(OP, batches.operation(i));
        count.add(USER, batches.userId(i));
        count.add(AGENT, batches.agentId(i));
        count.add(RECORD, batches.recordId(i));
      }
    }
    return count.seen();
  }

  private void add(FilterName name, @Nullable String value) {
    counts.computeIfAbsent(name, _ -> new HashMap<>()).merge(value, 1, Integer::sum);
  }

  private SeenValues seen() {
    var byName = new EnumMap<FilterName, List<String>>(FilterName.class);
    counts.forEach((name, values) -> byName.put(name, sorted(name, values)));
    return new SeenValues(byName);
  }

  private static List<String> sorted(FilterName name, Map<@Nullable String, Integer> values) {
    return values.entrySet().stream()
        .map(
            entry -> Map.entry(Term.of(name, entry.getKey()).values().getFirst(), entry.getValue()))
        .sorted(MOST_FREQUENT)
        .map(Map.Entry::getKey)
        .toList();
  }
}
