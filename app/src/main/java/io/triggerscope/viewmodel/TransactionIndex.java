package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.Transaction;
import java.util.Arrays;

/**
 * Where each transaction of a view begins, oldest first, kept up to date view by view: a ring may
 * hold hundreds of thousands. Confined to one thread at a time.
 */
final class TransactionIndex {

  private EventView view = EventView.EMPTY;

  /** The number of each one's first event that is shown, from {@code oldest} to {@code end}. */
  private long[] firsts = new long[64];

  private int oldest;
  private int end;
  private String newestId = "";

  /** The index of what this view shows. */
  static TransactionIndex of(EventView view) {
    var index = new TransactionIndex();
    index.update(view);
    return index;
  }

  /**
   * What an update did.
   *
   * @param fresh how many were appended
   * @param grown whether the newest before has become more
   * @param gone the first events of those that were removed, oldest first
   */
  record Update(int fresh, boolean grown, long[] gone) {}

  EventView view() {
    return view;
  }

  int size() {
    return end - oldest;
  }

  /** The number of the first event of the transaction at this place, from 0 for the oldest. */
  long first(int place) {
    return firsts[oldest + place];
  }

  /** The number of the event after the last that may be of this transaction. */
  long after(int place) {
    return place + 1 < size() ? first(place + 1) : view.end();
  }

  Transaction read(int place) {
    return read(view, first(place), after(place));
  }

  static Transaction read(EventView events, long first, long after) {
    return Transaction.of(first, events.batches(first, after));
  }

  /** How many of the oldest, but not the newest of either, are the same in both. */
  int sameOldest(TransactionIndex other) {
    int most = Math.min(size(), other.size()) - 1;
    if (view.first() != other.view.first()) {
      return 0;
    }
    int same = 0;
    while (same < most && first(same) == other.first(same)) {
      same++;
    }
    return same;
  }

  /** The place of the transaction that holds this event, or -1. */
  int placeOf(long event) {
    int found = Arrays.binarySearch(firsts, oldest, end, event);
    int place = found < 0 ? -found - 2 : found;
    return place < oldest || event >= view.end() ? -1 : place - oldest;
  }

  /** Takes in what is new in {@code newer}, and lets go what it no longer holds. */
  Update update(EventView newer) {
    int before = end;
    int base = oldest;
    boolean grown = append(newer);
    int fresh = size() - (before - base);
    var gone = removeEvicted(newer);
    view = newer;
    return new Update(fresh, grown, gone);
  }

  /** Appends what begins in the events not seen yet; whether the newest so far goes on in them. */
  private boolean append(EventView newer) {
    boolean grown = false;
    boolean first = true;
    var cursor = newer.from(Math.max(view.end(), newer.first()));
    while (cursor.nextBatch()) {
      if (first ? cursor.batchId().equals(newestId) : cursor.goesOn()) {
        grown |= firsts[end - 1] < view.end();
      } else {
        append(cursor.number());
        newestId = cursor.batchId();
      }
      first = false;
    }
    return grown;
  }

  private void append(long number) {
    if (end == firsts.length) {
      var longer = new long[Math.max(firsts.length, 2 * size())];
      System.arraycopy(firsts, oldest, longer, 0, size());
      end = size();
      oldest = 0;
      firsts = longer;
    }
    firsts[end++] = number;
  }

  private long[] removeEvicted(EventView newer) {
    int from = oldest;
    while (oldest < end && firsts[oldest] < newer.first() && !isHeld(newer, oldest)) {
      oldest++;
    }
    return Arrays.copyOfRange(firsts, from, oldest);
  }

  private boolean isHeld(EventView newer, int place) {
    long after = place + 1 < end ? firsts[place + 1] : newer.end();
    if (after <= newer.first()) {
      return false;
    }
    var rest = newer.from(newer.first());
    return rest.nextBatch() && rest.number() < after;
  }
}
