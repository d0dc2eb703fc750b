package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Looks for a text in bytes of UTF-8, the case of ASCII letters ignored: Horspool's method, which
 * skips up to the length of the text where it cannot be. Immutable.
 */
final class TextSearch {

  private final byte[] wanted;
  private final int[] skips = new int[256];

  TextSearch(String text) {
    wanted = text.getBytes(UTF_8);
    int last = wanted.length - 1;
    Arrays.fill(skips, wanted.length);
    for (int i = 0; i <= last; i++) {
      wanted[i] = lower(wanted[i]);
      if (i < last) {
        skips[wanted[i] & 0xff] = last - i;
        skips[upper(wanted[i]) & 0xff] = last - i;
      }
    }
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
  }

  private static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b + 'A' - 'a') : b;
  }

  /** Whether it is within the bytes from {@code from} to before {@code to}. */
  boolean isIn(byte[] bytes, int from, int to) {
    int last = wanted.length - 1;
    if (last < 0) {
      return true;
    }
    byte end = wanted[last];
    byte upperEnd = upper(end);
    int at = from + last;
    while (at < to) {
      byte b = bytes[at];
      if ((b == end || b == upperEnd) && isAt(bytes, at - last)) {
        return true;
      }
      at += skips[b & 0xff];
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int from) {
    for (int i = wanted.length - 2; i >= 0; i--) {
      if (lower(bytes[from + i]) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
