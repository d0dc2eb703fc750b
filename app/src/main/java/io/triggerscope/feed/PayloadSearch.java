package io.triggerscope.feed;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Reads payloads that lie near each other at once and looks for texts in them. Confined to one
 * search of a segment.
 */
final class PayloadSearch {

  private static final int CHUNK = 256 << 10;

  /** What lies between two payloads is read as well if it is less: asking twice costs more. */
  private static final int GAP = 4 << 10;

  private final PayloadStore payloads;
  private final IntToLongFunction position;
  private final IntUnaryOperator length;
  private final List<TextSearch> texts;
  private byte[] bytes = new byte[0];

  /**
   * @param position of the payload with this index; ascending
   * @param length of the payload with this index
   * @param texts of which one must be in a payload
   */
  PayloadSearch(
      PayloadStore payloads,
      IntToLongFunction position,
      IntUnaryOperator length,
      List<String> texts) {
    this.payloads = payloads;
    this.position = position;
    this.length = length;
    this.texts = texts.stream().map(TextSearch::new).toList();
  }

  /**
   * Clears those from {@code from} to before {@code to} that hold none of the texts; with {@code
   * negated} those that hold one. One that is gone holds none.
   */
  void clear(BitSet candidates, int from, int to, boolean negated) {
    int first = candidates.nextSetBit(from);
    while (first >= 0 && first < to) {
      long start = position.applyAsLong(first);
      int last = first;
      long end = start + length.applyAsInt(first);
      int next = candidates.nextSetBit(first + 1);
      while (next >= 0 && next < to && joins(next, start, end)) {
        last = next;
        end = position.applyAsLong(next) + length.applyAsInt(next);
        next = candidates.nextSetBit(next + 1);
      }
      clearRead(candidates, first, last, start, (int) (end - start), negated);
      first = next;
    }
  }

  private boolean joins(int index, long start, long end) {
    long begin = position.applyAsLong(index);
    return begin - end < GAP && begin + length.applyAsInt(index) - start <= CHUNK;
  }

  private void clearRead(
      BitSet candidates, int first, int last, long start, int size, boolean negated) {
    if (bytes.length < size) {
      bytes = new byte[Math.max(size, Math.min(CHUNK, 2 * size))];
    }
    long oldest = payloads.read(start, bytes, size);
    var lowerCase = TextSearch.lowerCase(bytes, size);
    texts.forEach(text -> text.startIn(lowerCase));
    int i = first;
    while (i >= 0 && i <= last) {
      long begin = position.applyAsLong(i);
      int from = (int) (begin - start);
      boolean found = begin >= oldest && isAnyIn(from, from + length.applyAsInt(i));
      if (found == negated) {
        candidates.clear(i);
      }
      i = candidates.nextSetBit(i + 1);
    }
  }

  private boolean isAnyIn(int from, int to) {
    for (var text : texts) {
      if (text.isIn(from, to)) {
        return true;
      }
    }
    return false;
  }
}
