package io.triggerscope.feed;

import io.triggerscope.feed.filter.Term;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A term as the columns of a segment are asked about it: every way to ask clears the bits of what
 * does not match. That a batch is of a transaction of some size is not asked here but by {@link
 * TransactionSizes}. Immutable.
 */
sealed interface Condition {

  /** Whether the term was written with a minus. */
  boolean negated();

  /** In the order of asking: what costs most is asked last, of what is left. */
  int cost();

  /** Clears those of these events' notifications that do not match. */
  void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications);

  /** Clears those of these events that were not understood and do not match. */
  default void clearMalformed(EventSegment segment, int fromEvent, int toEvent, BitSet events) {
    if (!negated()) {
      events.clear(fromEvent, toEvent);
    }
  }

  static Condition of(Term term) {
    boolean negated = term.negated();
    var values = term.values();
    return switch (term.name()) {
      case TABLE -> new OfKind(kind -> isAny(values, kind.table()), negated);
      case OP -> new OfKind(kind -> isAny(values, kind.operation()), negated);
      case USER -> OfId.of(EventSegment::users, values, negated);
      case AGENT -> OfId.of(EventSegment::agents, values, negated);
      case RECORD -> OfId.of(EventSegment::records, values, negated);
      case TX -> new OfTransaction(values.stream().map(IdColumn::of).toList(), negated);
      case SIZE -> new OfSize(negated);
      case TEXT -> new OfText(values, negated);
      case IS -> new NotUnderstood(negated);
    };
  }

  private static boolean isAny(List<String> values, String text) {
    return values.stream().anyMatch(text::equalsIgnoreCase);
  }

  private static void clear(BitSet bits, int from, int to, IntPredicate matches, boolean negated) {
    for (int i = bits.nextSetBit(from); i >= 0 && i < to; i = bits.nextSetBit(i + 1)) {
      if (matches.test(i) == negated) {
        bits.clear(i);
      }
    }
  }

  /** {@code table:} and {@code op:}, asked once for each kind. */
  record OfKind(Predicate<KindColumn.Kind> wanted, boolean negated) implements Condition {
    @Override
    public int cost() {
      return 0;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      var kinds = segment.kinds();
      var matching = kinds.matching(wanted);
      int from = segment.begin(fromEvent);
      int to = segment.begin(toEvent);
      Condition.clear(notifications, from, to, i -> matching[kinds.number(i)], negated);
    }
  }

  /** {@code user:}, {@code agent:} and {@code record:}. */
  record OfId(
      Function<EventSegment, IdColumn> column,
      boolean none,
      List<IdPrefix> prefixes,
      boolean negated)
      implements Condition {

    static OfId of(Function<EventSegment, IdColumn> column, List<String> values, boolean negated) {
      var prefixes =
          values.stream()
              .filter(value -> !Term.isNone(value))
              .map(value -> new IdPrefix(Term.prefix(value)))
              .toList();
      return new OfId(column, values.stream().anyMatch(Term::isNone), prefixes, negated);
    }

    @Override
    public int cost() {
      return 1;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      var ids = column.apply(segment);
      int from = segment.begin(fromEvent);
      int to = segment.begin(toEvent);
      Condition.clear(notifications, from, to, i -> isWanted(ids, i), negated);
    }

    private boolean isWanted(IdColumn ids, int index) {
      if (none && ids.isNull(index)) {
        return true;
      }
      for (var prefix : prefixes) {
        if (ids.startsWith(index, prefix)) {
          return true;
        }
      }
      return false;
    }
  }

  /** {@code tx:}. */
  record OfTransaction(List<IdColumn> ids, boolean negated) implements Condition {
    @Override
    public int cost() {
      return 0;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      for (int event = fromEvent; event < toEvent; event++) {
        if (segment.isBatch(event) && isWanted(segment.batchIds(), event) == negated) {
          notifications.clear(segment.begin(event), segment.end(event));
        }
      }
    }

    private boolean isWanted(IdColumn batchIds, int event) {
      for (var id : ids) {
        if (batchIds.same(event, id, 0)) {
          return true;
        }
      }
      return false;
    }
  }

  /** {@code size:}, for what was not understood: it is of no transaction. */
  record OfSize(boolean negated) implements Condition {
    @Override
    public int cost() {
      return 0;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      // see TransactionSizes
    }
  }

  /** {@code text:}. */
  record OfText(List<String> texts, boolean negated) implements Condition {
    @Override
    public int cost() {
      return 2;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      new PayloadSearch(segment.payloads(), segment::payloadPosition, segment::payloadLength, texts)
          .clear(notifications, segment.begin(fromEvent), segment.begin(toEvent), negated);
    }

    @Override
    public void clearMalformed(EventSegment segment, int fromEvent, int toEvent, BitSet events) {
      new PayloadSearch(segment.payloads(), segment::payload, segment::malformedLength, texts)
          .clear(events, fromEvent, toEvent, negated);
    }
  }

  /** {@code is:malformed}. */
  record NotUnderstood(boolean negated) implements Condition {
    @Override
    public int cost() {
      return 0;
    }

    @Override
    public void clear(EventSegment segment, int fromEvent, int toEvent, BitSet notifications) {
      if (!negated) {
        notifications.clear(segment.begin(fromEvent), segment.begin(toEvent));
      }
    }

    @Override
    public void clearMalformed(EventSegment segment, int fromEvent, int toEvent, BitSet events) {
      if (negated) {
        events.clear(fromEvent, toEvent);
      }
    }
  }
}
