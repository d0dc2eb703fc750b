package io.triggerscope.feed;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Shows of view after view what matches one query, and looks only at what each brings. A batch is
 * shown with its notifications that match, if it has any; what is neither a batch nor malformed is
 * always shown. Confined to one thread at a time; the views may go anywhere.
 */
public final class Filter {

  /** Below this many segments to look at, dividing the work costs more than it saves. */
  private static final int WORTH_DIVIDING = 4;

  /**
   * What is known of a segment.
   *
   * @param bySize what matches but for {@code size:}
   * @param all what matches
   */
  private record Known(Matches bySize, Matches all) {}

  private final FilterQuery query;
  private final List<Condition> conditions;
  private final TransactionSizes sizes;
  private Map<EventSegment, Known> known = new HashMap<>();
  private EventView last = EventView.EMPTY;

  public Filter(FilterQuery query) {
    this.query = query;
    this.conditions =
        query.terms().stream()
            .map(Condition::of)
            .sorted(Comparator.comparingInt(Condition::cost))
            .toList();
    this.sizes = new TransactionSizes(query.terms());
  }

  public FilterQuery query() {
    return query;
  }

  /** What of this view, be it filtered or not, matches the query. */
  public EventView of(EventView view) {
    var newer = view.unfiltered();
    if (query.isAll()) {
      return newer;
    }
    if (!follows(newer)) {
      known.clear();
      sizes.clear();
    }
    last = newer;
    var changed = sizes.update(newer);
    int count = newer.segments();
    var fresh = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      if (!isKnown(newer, i, changed)) {
        fresh.add(i);
      }
    }
    var looked = new Known[count];
    var work = IntStream.range(0, fresh.size());
    (fresh.size() < WORTH_DIVIDING ? work : work.parallel())
        .forEach(i -> looked[fresh.get(i)] = look(newer, fresh.get(i)));
    return newer.showing(remember(newer, looked));
  }

  /** Whether the view goes on where the last one ended. */
  private boolean follows(EventView newer) {
    int held = last.segments();
    return held == 0
        || newer.end() >= last.end()
            && newer.first() >= last.first()
            && IntStream.range(0, newer.segments())
                .anyMatch(i -> newer.segment(i) == last.segment(held - 1));
  }

  private boolean isKnown(EventView view, int index, Set<EventSegment> changed) {
    var segment = view.segment(index);
    var before = known.get(segment);
    return before != null
        && before.all.events() == view.eventAt(index, view.end())
        && !changed.contains(segment);
  }

  private Matches[] remember(EventView view, Known[] looked) {
    var kept = new HashMap<EventSegment, Known>();
    var matches = new Matches[looked.length];
    for (int i = 0; i < looked.length; i++) {
      var segment = view.segment(i);
      var now = looked[i] == null ? known.getOrDefault(segment, looked[i]) : looked[i];
      kept.put(segment, now);
      matches[i] = now.all;
    }
    known = kept;
    return matches;
  }

  private Known look(EventView view, int index) {
    var segment = view.segment(index);
    var before = known.get(segment);
    int from = before == null ? view.eventAt(index, view.first()) : before.bySize.events();
    int to = view.eventAt(index, view.end());
    var bySize = add(before == null ? Matches.NONE_YET : before.bySize, segment, from, to);
    return new Known(bySize, query.has(FilterName.SIZE) ? fitting(bySize, segment, to) : bySize);
  }

  /** What matched before and what does from {@code from} to before {@code to}. */
  private Matches add(Matches before, EventSegment segment, int from, int to) {
    // a view that was handed over reads the bits of before
    var notifications = new BitSet();
    notifications.or(before.notifications());
    notifications.set(segment.begin(from), segment.begin(to));
    var malformed = new BitSet();
    var shown = new BitSet();
    shown.or(before.shown());
    for (int event = from; event < to; event++) {
      malformed.set(event, segment.isMalformed(event));
      shown.set(event, !segment.isBatch(event) && !segment.isMalformed(event));
    }
    for (var condition : conditions) {
      condition.clear(segment, from, to, notifications);
      if (!malformed.isEmpty()) {
        condition.clearMalformed(segment, from, to, malformed);
      }
    }
    shown.or(malformed);
    show(segment, from, to, notifications, shown);
    return new Matches(to, notifications, shown, notifications.cardinality());
  }

  private static void show(
      EventSegment segment, int from, int to, BitSet notifications, BitSet shown) {
    for (int event = from; event < to; event++) {
      int begin = segment.begin(event);
      int end = segment.end(event);
      if (begin < end) {
        int match = notifications.nextSetBit(begin);
        shown.set(event, match >= 0 && match < end);
      }
    }
  }

  private Matches fitting(Matches all, EventSegment segment, int to) {
    var notifications = new BitSet();
    notifications.or(all.notifications());
    var shown = new BitSet();
    shown.or(all.shown());
    var unfit = sizes.unfit(segment);
    for (int event = unfit.nextSetBit(0);
        event >= 0 && event < to;
        event = unfit.nextSetBit(event + 1)) {
      if (segment.isBatch(event)) {
        notifications.clear(segment.begin(event), segment.end(event));
        shown.clear(event);
      }
    }
    return new Matches(to, notifications, shown, notifications.cardinality());
  }
}
