package io.triggerscope.viewmodel;

import io.triggerscope.model.Transaction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** An order of the transactions of an index other than newest first. Immutable. */
final class TransactionOrder {

  private final int[] places;
  private final int[] rows;

  private TransactionOrder(int[] places) {
    this.places = places;
    this.rows = new int[places.length];
    for (int row = 0; row < places.length; row++) {
      rows[places[row]] = row;
    }
  }

  /** Sorts by a key; the newer of equals comes first. */
  static TransactionOrder of(
      TransactionIndex index, ToLongFunction<Transaction> key, boolean ascending) {
    var keys = new long[index.size()];
    Arrays.setAll(keys, place -> key.applyAsLong(index.read(place)));
    var byKey = Comparator.comparingLong((Integer place) -> keys[place]);
    return new TransactionOrder(
        IntStream.range(0, keys.length)
            .boxed()
            .sorted((ascending ? byKey : byKey.reversed()).thenComparing(Comparator.reverseOrder()))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** The place in the index of the transaction in this row. */
  int place(int row) {
    return places[row];
  }

  /** The row of the transaction at this place of the index. */
  int row(int place) {
    return rows[place];
  }
}
