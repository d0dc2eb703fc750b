package io.triggerscope.bench;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.CascadeSummary;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.FilterQuery.Valid;
import io.triggerscope.feed.filter.FilterQuery.Wrong;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long a filter takes to look at a full ring, beside a plain loop over the
 * notifications as objects, and prints the table: {@code mvn -q test-compile
 * exec:exec@filter-speed}.
 */
final class FilterSpeed {

  private static final int ROUNDS = 20;
  private static final int PEER_ROUNDS = 3;

  /** Occurs in one payload of many. */
  private static final String RARE = "deadb";

  private FilterSpeed() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d CPUs. A ring of %,d notifications; milliseconds, %d rounds.%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Feed.DEFAULT_CAPACITY,
        ROUNDS);
    System.out.println("| question | matches | p50 | worst | plain loop p50 | ratio |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    var view = FullRing.view();
    var user = someUser(view).substring(0, 4);
    ask(view, "table:calls", n -> n.table().equalsIgnoreCase("calls"));
    ask(
        view,
        "user:%s -op:DELETE".formatted(user),
        n ->
            n.userId() != null
                && n.userId().startsWith(user)
                && !n.operation().equalsIgnoreCase("DELETE"));
    askForSize(view, 6);
    ask(view, RARE, n -> holds(n.payload(), RARE));
    ask(view, "absent-from-all", n -> holds(n.payload(), "absent-from-all"));
    ask(view, "zq", n -> holds(n.payload(), "zq"));
    summarise(view);
    grow(view);
  }

  private static boolean holds(@Nullable String payload, String text) {
    return payload != null && payload.toLowerCase(Locale.ROOT).contains(text);
  }

  private static void ask(EventView view, String text, Predicate<Notification> matches) {
    var query = query(text);
    var ours = Times.of(ROUNDS, () -> view.filtered(query).notifications());
    var peer = Times.of(PEER_ROUNDS, () -> loop(view, matches));
    print("`" + text + "`", view.filtered(query).notifications(), ours, peer);
    require(loop(view, matches) == view.filtered(query).notifications());
  }

  private static long loop(EventView view, Predicate<Notification> matches) {
    long count = 0;
    for (long number = view.first(); number < view.end(); number++) {
      if (view.get(number) instanceof Batch batch) {
        count += batch.notifications().stream().filter(matches).count();
      }
    }
    return count;
  }

  private static void askForSize(EventView view, int more) {
    var query = query("size:>" + more);
    var ours = Times.of(ROUNDS, () -> view.filtered(query).notifications());
    var peer = Times.of(PEER_ROUNDS, () -> loopForSize(view, more));
    print("`size:>" + more + "`", view.filtered(query).notifications(), ours, peer);
    require(loopForSize(view, more) == view.filtered(query).notifications());
  }

  private static long loopForSize(EventView view, int more) {
    long count = 0;
    long size = 0;
    String transaction = null;
    for (long number = view.first(); number < view.end(); number++) {
      if (view.get(number) instanceof Batch batch) {
        if (!batch.batchId().equals(transaction)) {
          count += size > more ? size : 0;
          size = 0;
          transaction = batch.batchId();
        }
        size += batch.size();
      }
    }
    return count + (size > more ? size : 0);
  }

  /** The summary over a view that is filtered already, and over all. */
  private static void summarise(EventView view) {
    var rules = CascadeRules.shipped();
    var calls = view.filtered(query("table:calls"));
    var filtered =
        Times.of(ROUNDS, () -> CascadeSummary.of(calls, rules, Instant.EPOCH).total().batched());
    var all =
        Times.of(ROUNDS, () -> CascadeSummary.of(view, rules, Instant.EPOCH).total().batched());
    print("cascades of `table:calls`, beside those of all", calls.notifications(), filtered, all);
  }

  /** Looking at the values seen, beside walking the columns of all. */
  private static void grow(EventView view) {
    var seen = Times.of(ROUNDS, () -> view.seenValues().byName().size());
    var walk = Times.of(ROUNDS, () -> walk(view));
    print("values seen, beside a walk through all", 20_000, seen, walk);
  }

  private static long walk(EventView view) {
    long sum = 0;
    var batches = view.from(view.first());
    while (batches.nextBatch()) {
      sum += batches.size();
    }
    return sum;
  }

  private static void print(String what, long matches, Times ours, Times peer) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1f | %.1f | %.1f | %.1f× |%n",
        what,
        matches,
        ours.middle(),
        ours.worst(),
        peer.middle(),
        peer.middle() / ours.middle());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the filter and the loop differ");
    }
  }

  private static FilterQuery query(String text) {
    return switch (FilterQuery.parse(text)) {
      case Valid(var query) -> query;
      case Wrong(var reason, _, _) -> throw new IllegalArgumentException(reason);
    };
  }

  private static String someUser(EventView view) {
    var cursor = view.from(view.first());
    cursor.nextBatch();
    return Objects.requireNonNull(cursor.userId(0));
  }
}
