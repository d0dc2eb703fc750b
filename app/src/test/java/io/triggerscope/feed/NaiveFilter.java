package io.triggerscope.feed;

import static java.util.Locale.ROOT;

import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.SizeRange;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The filter as one would write it first: over objects, one after the other. */
final class NaiveFilter {

  private NaiveFilter() {}

  /** Those of the events that match, a batch with its notifications that do. */
  static List<FeedEvent> of(FilterQuery query, List<FeedEvent> events) {
    var sizes = transactionSizes(events);
    var matching = new ArrayList<FeedEvent>();
    for (int i = 0; i < events.size(); i++) {
      long size = sizes[i];
      switch (events.get(i)) {
        case Batch batch -> {
          var left =
              batch.notifications().stream()
                  .filter(n -> query.terms().stream().allMatch(term -> matches(term, n, size)))
                  .toList();
          if (!left.isEmpty()) {
            matching.add(Samples.batch(left, batch.closedAt(), batch.closedBy()));
          }
        }
        case Malformed malformed -> {
          if (query.terms().stream().allMatch(term -> matches(term, malformed))) {
            matching.add(malformed);
          }
        }
        case BlindWindow window -> matching.add(window);
        case Marker marker -> matching.add(marker);
      }
    }
    return matching;
  }

  private static long[] transactionSizes(List<FeedEvent> events) {
    var sizes = new long[events.size()];
    var transaction = new ArrayList<Integer>();
    String id = null;
    long size = 0;
    for (int i = 0; i <= events.size(); i++) {
      var batch = i < events.size() && events.get(i) instanceof Batch b ? b : null;
      if (i == events.size() || batch != null && !batch.batchId().equals(id)) {
        for (int index : transaction) {
          sizes[index] = size;
        }
        transaction.clear();
        size = 0;
      }
      if (batch != null) {
        id = batch.batchId();
        size += batch.size();
        transaction.add(i);
      }
    }
    return sizes;
  }

  private static boolean matches(Term term, Notification n, long size) {
    boolean any =
        term.values().stream()
            .anyMatch(
                value ->
                    switch (term.name()) {
                      case TABLE -> value.equalsIgnoreCase(n.table());
                      case OP -> value.equalsIgnoreCase(n.operation());
                      case USER -> begins(value, n.userId());
                      case AGENT -> begins(value, n.agentId());
                      case RECORD -> begins(value, n.recordId());
                      case TX -> value.equals(n.batchId());
                      case SIZE -> Objects.requireNonNull(SizeRange.of(value)).contains(size);
                      case TEXT -> holds(n.payload(), value);
                      case IS -> false;
                    });
    return any != term.negated();
  }

  private static boolean matches(Term term, Malformed malformed) {
    boolean any =
        switch (term.name()) {
          case TABLE, OP, USER, AGENT, RECORD, TX, SIZE -> false;
          case TEXT -> term.values().stream().anyMatch(value -> holds(malformed.payload(), value));
          case IS -> true;
        };
    return any != term.negated();
  }

  private static boolean begins(String value, @Nullable String id) {
    if (value.equalsIgnoreCase("none")) {
      return id == null;
    }
    var prefix =
        value.endsWith("*") || value.endsWith("…") ? value.substring(0, value.length() - 1) : value;
    return id != null && id.toLowerCase(ROOT).startsWith(prefix.toLowerCase(ROOT));
  }

  private static boolean holds(@Nullable String payload, String value) {
    return payload != null && lower(payload).contains(lower(value));
  }

  private static String lower(String text) {
    var lower = new StringBuilder();
    text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c).forEach(c -> lower.append((char) c));
    return lower.toString();
  }
}
