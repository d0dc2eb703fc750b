package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids, each at an index: UUIDs in their usual spelling and whole numbers take 17 bytes, any other
 * text stands in a list beside. Written index by index by the feed thread; what was written before
 * the column was handed over may be read by any.
 */
final class IdColumn {

  private static final byte NULL = 0;
  private static final byte UUID_VALUE = 1;
  private static final byte NUMBER = 2;
  private static final byte TEXT = 3;
  private static final int MOST_DIGITS = 18;
  private static final int UUID_LENGTH = 36;
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] kinds;
  private final long[] high;
  private final long[] low;
  private volatile String[] texts = new String[0];
  private int textCount;
  private @Nullable String last;

  IdColumn(int length) {
    kinds = new byte[length];
    high = new long[length];
    low = new long[length];
  }

  /** To be called with 0, 1, 2 and so on. */
  void set(int index, @Nullable String id) {
    if (id == null) {
      return;
    }
    // the parser gives the same object for a text that comes again
    if (id == last && index > 0 && kinds[index - 1] != NULL) {
      kinds[index] = kinds[index - 1];
      high[index] = high[index - 1];
      low[index] = low[index - 1];
    } else if (setUuid(index, id)) {
      kinds[index] = UUID_VALUE;
    } else if (setNumber(index, id)) {
      kinds[index] = NUMBER;
    } else {
      kinds[index] = TEXT;
      low[index] = textCount;
      add(id);
    }
    last = id;
  }

  private void add(String text) {
    if (textCount == texts.length) {
      texts = Arrays.copyOf(texts, Math.max(16, 2 * textCount));
    }
    texts[textCount++] = text;
  }

  private boolean setUuid(int index, String id) {
    if (id.length() != UUID_LENGTH
        || id.charAt(8) != '-'
        || id.charAt(13) != '-'
        || id.charAt(18) != '-'
        || id.charAt(23) != '-') {
      return false;
    }
    var digits = id.getBytes(ISO_8859_1);
    long a = (long) EIGHT_BYTES.get(digits, 0);
    long b = eight((int) FOUR_BYTES.get(digits, 9), (int) FOUR_BYTES.get(digits, 14));
    long c = eight((int) FOUR_BYTES.get(digits, 19), (int) FOUR_BYTES.get(digits, 24));
    long d = (long) EIGHT_BYTES.get(digits, 28);
    high[index] = value(a) << 32 | value(b);
    low[index] = value(c) << 32 | value(d);
    return areHex(a) && areHex(b) && areHex(c) && areHex(d);
  }

  private static long eight(int first, int last) {
    return (long) first << 32 | last & 0xffff_ffffL;
  }

  /** Lower case only: what is read again must be what was written. */
  private static boolean areHex(long digits) {
    long hex =
        atLeast(digits, '0') & ~atLeast(digits, '9' + 1)
            | atLeast(digits, 'a') & ~atLeast(digits, 'f' + 1);
    return (hex & ~digits & EACH << 7) == EACH << 7;
  }

  /**
   * In the highest bit of each byte, if it is ASCII, whether it is not less than this character.
   */
  private static long atLeast(long bytes, int c) {
    return (bytes & ~(EACH << 7)) + EACH * (0x80 - c);
  }

  /** The value of eight hexadecimal digits. */
  private static long value(long digits) {
    long letters = digits >>> 6 & EACH;
    return Long.compress((digits & EACH * 0xf) + letters * 9, EACH * 0xf);
  }

  private boolean setNumber(int index, String id) {
    int length = id.length();
    if (length == 0 || length > MOST_DIGITS || length > 1 && id.charAt(0) == '0') {
      return false;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    low[index] = number;
    return true;
  }

  /** Whether another column has the same id at its index. */
  boolean same(int index, IdColumn other, int otherIndex) {
    return kinds[index] == other.kinds[otherIndex]
        && (kinds[index] == TEXT
            ? texts[(int) low[index]].equals(other.texts[(int) other.low[otherIndex]])
            : low[index] == other.low[otherIndex] && high[index] == other.high[otherIndex]);
  }

  /** A column of this id only, to compare others with. */
  static IdColumn of(String id) {
    var column = new IdColumn(1);
    column.set(0, id);
    return column;
  }

  /** Whether there is an id at this index and its text begins so, letter case ignored. */
  boolean startsWith(int index, IdPrefix prefix) {
    return switch (kinds[index]) {
      case NULL -> false;
      case UUID_VALUE -> prefix.isOfUuid(high[index], low[index]);
      case NUMBER -> prefix.isOfNumber(low[index]);
      default -> prefix.isOf(texts[(int) low[index]]);
    };
  }

  boolean isNull(int index) {
    return kinds[index] == NULL;
  }

  @Nullable String get(int index) {
    return get(index, null);
  }

  /** As {@link #get(int)}; the text of a UUID among {@code recent} is that object. */
  @Nullable String get(int index, @Nullable RecentUuids recent) {
    return switch (kinds[index]) {
      case NULL -> null;
      case UUID_VALUE ->
          recent == null
              ? new UUID(high[index], low[index]).toString()
              : recent.text(high[index], low[index]);
      case NUMBER -> Long.toString(low[index]);
      default -> texts[(int) low[index]];
    };
  }
}
