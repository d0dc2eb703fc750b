package io.triggerscope.feed;

import java.util.Arrays;

/**
 * How the last payload looked around its values: the text before each, which ends with the name of
 * its field, and the text after the last. The payloads of a trigger all look alike, and to compare
 * is faster than to read. Confined to the thread of its owner.
 */
final class PayloadShape {

  private byte[][] before = new byte[8][];
  private Field[] fields = new Field[8];
  private int size;
  private byte[] after = {};
  private boolean complete;

  /** Takes what stood before the value at this index, from 0, if it stands here again. */
  boolean takeBefore(int index, JsonScanner json) {
    return index < size && json.take(before[index]);
  }

  /** The field of the value at this index. */
  Field field(int index) {
    return fields[index];
  }

  /** Takes what stood after the last of so many values, if it stands here again. */
  boolean takeAfter(int values, JsonScanner json) {
    return complete && values == size && json.take(after);
  }

  /** Before the value at this index stands another text; what follows is not known. */
  void learnBefore(int index, byte[] text, Field field) {
    if (index == before.length) {
      before = Arrays.copyOf(before, 2 * index);
      fields = Arrays.copyOf(fields, 2 * index);
    }
    before[index] = text;
    fields[index] = field;
    size = index + 1;
    complete = false;
  }

  /** After the last of so many values stands another text. */
  void learnAfter(int values, byte[] text) {
    size = values;
    after = text;
    complete = true;
  }
}
