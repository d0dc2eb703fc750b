package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Filter;
import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.model.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the background what of a feed's events matches a query; the query asked last wins.
 * Confined to the FX thread.
 */
final class MatchingEvents {

  /**
   * What was found.
   *
   * @param asked the view that was looked at
   * @param shown what of it matches
   * @param goesOn whether it has all that the answer before had and the ring still holds
   * @param fresh what is known of it; null: the same as before, and what is new in it
   */
  record Found(EventView asked, EventView shown, boolean goesOn, @Nullable Fresh fresh) {}

  /** What is known of an answer. */
  record Fresh(TransactionIndex index, TablesSeen tables) {

    static Fresh of(EventView shown) {
      var tables = new TablesSeen();
      tables.update(shown);
      return new Fresh(TransactionIndex.of(shown), tables);
    }
  }

  /** So many events are gone through within a millisecond. */
  private static final long MOST_AT_ONCE = 20_000;

  private final Work work;
  private final Consumer<Found> then;
  private Filter filter = new Filter(FilterQuery.ALL);
  private EventView asked = EventView.EMPTY;
  private boolean first;

  /**
   * @param then told each answer, on the FX thread
   */
  MatchingEvents(Threads threads, Consumer<Found> then) {
    this.work = new Work(threads);
    this.then = then;
  }

  /** Whether the query asked last has not been answered. */
  boolean isNew() {
    return first;
  }

  /** Asks another query; {@link #look} begins with it at once. */
  void ask(FilterQuery query) {
    work.cancel();
    filter = new Filter(query);
    first = true;
  }

  /** Looks at a view of the feed, unless that was done or another is being looked at. */
  void look(EventView view) {
    boolean sameRules = asked.isEmpty() || view.rules().equals(asked.rules());
    boolean same = sameRules && view.first() == asked.first() && view.end() == asked.end();
    if (work.isRunning() || same && !first) {
      return;
    }
    boolean goesOn =
        !first && sameRules && view.first() >= asked.first() && view.end() >= asked.end();
    long news = view.end() - Math.max(asked.end(), view.first());
    asked = view;
    var asks = filter;
    if (goesOn && asks.query().isAll() && news <= MOST_AT_ONCE) {
      then.accept(new Found(view, view, true, null));
      return;
    }
    // what is known of a transaction's size changes with what comes
    boolean fresh = !goesOn || news > MOST_AT_ONCE || asks.query().has(FilterName.SIZE);
    work.start(
        () -> {
          var shown = asks.of(view);
          return new Outcome.Done<>(new Found(view, shown, goesOn, fresh ? Fresh.of(shown) : null));
        },
        this::answer);
  }

  private void answer(Outcome<Found> outcome) {
    switch (outcome) {
      case Outcome.Done<Found>(var found) -> {
        first = false;
        then.accept(found);
      }
      case Outcome.Failed<Found> _ -> {} // only a bug, which is in the log; the last answer stays
    }
  }
}
