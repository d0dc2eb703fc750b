package io.triggerscope.feed;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.SizeRange;
import io.triggerscope.feed.filter.Term;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which batches are of a transaction whose size fits, kept up to date view by view: the last
 * transaction may still grow, and the first loses what is evicted. Confined to its filter.
 */
final class TransactionSizes {

  /** One term of {@code size:}. */
  private record Wanted(List<SizeRange> ranges, boolean negated) {

    static Wanted of(Term term) {
      var ranges = term.values().stream().map(SizeRange::of).map(Objects::requireNonNull).toList();
      return new Wanted(ranges, term.negated());
    }

    boolean fits(long size) {
      for (var range : ranges) {
        if (range.contains(size)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  private final List<Wanted> terms;
  private Map<EventSegment, BitSet> unfit = new HashMap<>();
  private final Set<EventSegment> changed = new HashSet<>();
  private long first;
  private long lastBegin;

  /**
   * @param terms of any name; those of {@code size:} count
   */
  TransactionSizes(List<Term> terms) {
    this.terms =
        terms.stream().filter(term -> term.name() == FilterName.SIZE).map(Wanted::of).toList();
  }

  /** Forgets all views. */
  void clear() {
    unfit.clear();
    first = 0;
    lastBegin = 0;
  }

  /**
   * Takes in the newer view.
   *
   * @return the segments of which events may fit otherwise than before
   */
  Set<EventSegment> update(EventView newer) {
    changed.clear();
    if (terms.isEmpty()) {
      return changed;
    }
    var kept = new HashMap<EventSegment, BitSet>();
    for (int i = 0; i < newer.segments(); i++) {
      var segment = newer.segment(i);
      kept.put(segment, Objects.requireNonNullElseGet(unfit.get(segment), BitSet::new));
    }
    unfit = kept;
    if (newer.first() > first && newer.first() < lastBegin) {
      measure(newer, newer.first(), true);
    }
    first = newer.first();
    lastBegin = measure(newer, Math.max(lastBegin, first), false);
    return changed;
  }

  /** The batches of this segment, by the index of the event, whose size does not fit. */
  BitSet unfit(EventSegment segment) {
    return unfit.getOrDefault(segment, new BitSet());
  }

  /** Measures the transactions from there on; returns where the last one measured begins. */
  private long measure(EventView view, long from, boolean one) {
    long begin = from;
    long size = 0;
    var batches = view.from(from);
    while (batches.nextBatch()) {
      if (size > 0 && !batches.goesOn()) {
        measured(view, begin, batches.number(), size);
        if (one) {
          return begin;
        }
        begin = batches.number();
        size = 0;
      }
      size += batches.size();
    }
    measured(view, begin, view.end(), size);
    return begin;
  }

  private void measured(EventView view, long begin, long end, long size) {
    if (begin == end) {
      return;
    }
    boolean fits = fits(size);
    int last = view.segmentOf(end - 1);
    for (int i = view.segmentOf(begin); i <= last; i++) {
      var segment = view.segment(i);
      Objects.requireNonNull(unfit.get(segment))
          .set(view.eventAt(i, begin), view.eventAt(i, end), !fits);
      changed.add(segment);
    }
  }

  private boolean fits(long size) {
    for (var term : terms) {
      if (!term.fits(size)) {
        return false;
      }
    }
    return true;
  }
}
