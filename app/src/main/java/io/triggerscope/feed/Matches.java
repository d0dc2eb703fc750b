package io.triggerscope.feed;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a segment a filtered view shows. Immutable: the bits are written before it is made.
 *
 * @param events of the segment that were looked at
 * @param notifications those that match, by their index
 * @param shown the events with such, and others that are shown
 * @param count of the notifications that match
 */
record Matches(int events, BitSet notifications, BitSet shown, int count) {

  static final Matches NONE_YET = new Matches(0, new BitSet(), new BitSet(), 0);

  boolean isShown(int event) {
    return shown.get(event);
  }

  /** The first event shown from this one on; -1 if there is none. */
  int nextShown(int event) {
    return shown.nextSetBit(event);
  }

  /** Which notifications from {@code from} to before {@code to} match; null: all. */
  int @Nullable [] places(int from, int to) {
    if (notifications.nextClearBit(from) >= to) {
      return null;
    }
    var places = new int[to - from];
    int found = 0;
    int i = notifications.nextSetBit(from);
    while (i >= 0 && i < to) {
      places[found++] = i;
      i = notifications.nextSetBit(i + 1);
    }
    return Arrays.copyOf(places, found);
  }

  /** How many notifications from {@code from} to before {@code to} match. */
  int count(int from, int to) {
    return from == 0 && to >= notifications.length()
        ? count
        : notifications.get(from, to).cardinality();
  }
}
