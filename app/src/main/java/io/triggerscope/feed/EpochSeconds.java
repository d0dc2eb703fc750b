package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON number of seconds since 1970 into a time; digits beyond nanoseconds are cut. The
 * newest time is kept and given again, as all notifications of a transaction bear the same.
 * Confined to the thread of its owner.
 */
final class EpochSeconds {

  private static final int NANOS = 1_000_000_000;

  /** The digits before the point of the first and the last time there is. */
  private static final int MOST_DIGITS = 17;

  private Instant newest = Instant.EPOCH;
  private byte[] text = {'0'};

  /** The text of the newest time. */
  byte[] text() {
    return text;
  }

  Instant time() {
    return newest;
  }

  /**
   * The time of the number between these indices, which must be valid JSON.
   *
   * @return null if it is out of the range of {@link Instant}
   */
  @Nullable Instant time(byte[] json, int start, int end) {
    var time = parsed(json, start, end);
    if (time != null) {
      text = Arrays.copyOfRange(json, start, end);
      newest = time;
    }
    return time;
  }

  private @Nullable Instant parsed(byte[] json, int start, int end) {
    boolean negative = json[start] == '-';
    int i = negative ? start + 1 : start;
    int most = Math.min(end, i + MOST_DIGITS);
    long seconds = 0;
    while (i < most && isDigit(json[i])) {
      seconds = seconds * 10 + (json[i++] - '0');
    }
    int nanos = 0;
    if (i < end && json[i] == '.') {
      i++;
      for (int unit = NANOS / 10; unit > 0 && i < end && isDigit(json[i]); unit /= 10) {
        nanos += unit * (json[i++] - '0');
      }
      while (i < end && isDigit(json[i])) {
        i++;
      }
    }
    if (i < end) {
      return unusual(new String(json, start, end - start, US_ASCII));
    }
    return negative ? time(-seconds, -nanos) : time(seconds, nanos);
  }

  /** A number with an exponent, or with more digits than any time without one has. */
  private @Nullable Instant unusual(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    var digits = new BigDecimal(e < 0 ? number : number.substring(0, e));
    long exponent = e < 0 ? 0 : exponent(number.substring(e + 1));
    // 1e999999999 written out would fill the memory
    long digitsBeforePoint = digits.precision() - digits.scale() + exponent;
    if (digits.signum() == 0 || digitsBeforePoint < -9) {
      return Instant.EPOCH;
    }
    if (digitsBeforePoint > MOST_DIGITS) {
      return null;
    }
    var seconds = digits.scaleByPowerOfTen((int) exponent).setScale(9, RoundingMode.DOWN);
    var parts = seconds.unscaledValue().divideAndRemainder(BigInteger.valueOf(NANOS));
    return time(parts[0].longValueExact(), parts[1].intValueExact());
  }

  /** The exponent, or one as hopeless if it has more digits than ever make sense. */
  private static long exponent(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
  }

  /** Both parts have the same sign, or are 0. */
  private @Nullable Instant time(long seconds, int nanos) {
    long second = nanos < 0 ? seconds - 1 : seconds;
    int nano = nanos < 0 ? nanos + NANOS : nanos;
    if (second != newest.getEpochSecond() || nano != newest.getNano()) {
      if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()) {
        return null;
      }
      newest = Instant.ofEpochSecond(second, nano);
    }
    return newest;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
