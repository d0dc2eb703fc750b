package io.triggerscope.feed;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of change, each at an index: a few tables and operations that come again and again.
 * Written index by index by the feed thread; what was written before the column was handed over may
 * be read by any.
 */
final class KindColumn {

  /** One kind of change; a column sees a handful. */
  record Kind(String table, String operation) {
    boolean is(String otherTable, String otherOperation) {
      return table.equals(otherTable) && operation.equals(otherOperation);
    }
  }

  private volatile @Nullable Kind[] kinds = new Kind[0];
  private int count;
  private final int[] recent = new int[64];
  private final int[] kindOf;

  KindColumn(int length) {
    kindOf = new int[length];
  }

  int length() {
    return kindOf.length;
  }

  void set(int index, String table, String operation) {
    int place = 31 * table.hashCode() + operation.hashCode() & recent.length - 1;
    int known = recent[place];
    if (known >= count || !kind(known).is(table, operation)) {
      known = indexOf(table, operation);
      recent[place] = known;
    }
    kindOf[index] = known;
  }

  private int indexOf(String table, String operation) {
    for (int i = 0; i < count; i++) {
      if (kind(i).is(table, operation)) {
        return i;
      }
    }
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, Math.max(16, 2 * count));
    }
    kinds[count] = new Kind(table, operation);
    return count++;
  }

  @SuppressWarnings("NullAway") // the kinds up to the last that an index names are there
  private Kind kind(int number) {
    return kinds[number];
  }

  Kind get(int index) {
    return kind(kindOf[index]);
  }

  /** The number of the kind at this index, for {@link #matching}. */
  int number(int index) {
    return kindOf[index];
  }

  /** For each kind's number whether it is wanted; what is written later may be missing. */
  boolean[] matching(Predicate<Kind> wanted) {
    var known = kinds;
    var matching = new boolean[known.length];
    for (int i = 0; i < known.length; i++) {
      var kind = known[i];
      matching[i] = kind != null && wanted.test(kind);
    }
    return matching;
  }
}
