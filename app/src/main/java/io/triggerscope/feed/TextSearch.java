package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for a text in bytes of UTF-8, the case of ASCII letters ignored. Both are turned into
 * strings of one byte each, which the virtual machine searches many bytes at once. Confined to one
 * search of a segment.
 */
final class TextSearch {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long TOP_BITS = 0x8080808080808080L;

  private final String wanted;
  private String bytes = "";

  /** Where it is next; -1 if nowhere, or before what is asked for next. */
  private int hit;

  TextSearch(String text) {
    var inUtf8 = text.getBytes(UTF_8);
    wanted = lowerCase(inUtf8, inUtf8.length);
  }

  /** The first bytes, their ASCII letters in lower case, each as one character. */
  static String lowerCase(byte[] bytes, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      EIGHT.set(bytes, i, lowerCase((long) EIGHT.get(bytes, i)));
    }
    for (; i < length; i++) {
      bytes[i] = (byte) lowerCase(bytes[i] & 0xff);
    }
    return new String(bytes, 0, length, ISO_8859_1);
  }

  /** Eight characters at once: those from A to Z get the bit of lower case. */
  private static long lowerCase(long eight) {
    long ascii = eight & ~TOP_BITS;
    long fromA = ascii + (0x80 - 'A') * EACH;
    long afterZ = ascii + (0x7f - 'Z') * EACH;
    return eight | ((fromA ^ afterZ) & ~eight & TOP_BITS) >>> 2;
  }

  /** Begins anew, in what {@link #lowerCase} gave. */
  void startIn(String lowerCase) {
    bytes = lowerCase;
    hit = lowerCase.indexOf(wanted);
  }

  /** Whether it is within these bytes; {@code from} is never less than it was. */
  boolean isIn(int from, int to) {
    if (hit >= 0 && hit < from) {
      hit = bytes.indexOf(wanted, from);
    }
    return hit >= 0 && hit + wanted.length() <= to;
  }
}
