package io.triggerscope.feed;

/**
 * The beginning of an id's text, letter case ignored, compared with values instead of texts.
 * Immutable.
 */
final class IdPrefix {

  private static final int UUID_LENGTH = 36;
  private static final int MOST_DIGITS = 18;

  private final String text;
  private final boolean ofUuid;
  private long high;
  private long highMask;
  private long low;
  private long lowMask;
  private final boolean ofNumber;
  private long number;

  /** The least number with more digits than the prefix. */
  private long more = 1;

  IdPrefix(String prefix) {
    text = prefix;
    ofUuid = readUuid();
    ofNumber = readNumber();
  }

  /** Whether a UUID can begin so; fills the bits that it then has. */
  private boolean readUuid() {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return false;
        }
        continue;
      }
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0 || i >= UUID_LENGTH) {
        return false;
      }
      int shift = 60 - 4 * (digits & 15);
      if (digits < 16) {
        high |= (long) digit << shift;
        highMask |= 15L << shift;
      } else {
        low |= (long) digit << shift;
        lowMask |= 15L << shift;
      }
      digits++;
    }
    return true;
  }

  private boolean readNumber() {
    if (text.length() > MOST_DIGITS || text.length() > 1 && text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = 10 * number + digit;
      more *= 10;
    }
    return true;
  }

  boolean isOfUuid(long otherHigh, long otherLow) {
    return ofUuid && (otherHigh & highMask) == high && (otherLow & lowMask) == low;
  }

  boolean isOfNumber(long other) {
    long beginning = other;
    while (beginning >= more) {
      beginning /= 10;
    }
    return ofNumber && beginning == number;
  }

  boolean isOf(String id) {
    return id.regionMatches(true, 0, text, 0, text.length());
  }
}
