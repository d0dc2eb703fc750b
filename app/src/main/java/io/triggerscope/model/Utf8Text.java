package io.triggerscope.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as the UTF-8 in which it came, and characters only when somebody wants them. Immutable, as
 * long as whoever made it leaves the array alone.
 */
public final class Utf8Text {

  /** Bytes behind the text in the array: a NUL and any seven, so that eight can be read at once. */
  public static final int SLACK = Long.BYTES;

  private final byte[] array;
  private final int from;
  private final int length;

  /**
   * @param array has the text from this index on, and {@link #SLACK} behind it
   * @param length in bytes
   */
  public Utf8Text(byte[] array, int from, int length) {
    this.array = array;
    this.from = from;
    this.length = length;
  }

  public static Utf8Text of(String text) {
    var utf8 = text.getBytes(UTF_8);
    return new Utf8Text(Arrays.copyOf(utf8, utf8.length + SLACK), 0, utf8.length);
  }

  /** Not to be changed; the text is between {@link #from} and {@link #to}. */
  public byte[] array() {
    return array;
  }

  public int from() {
    return from;
  }

  public int to() {
    return from + length;
  }

  /** In bytes. */
  public int length() {
    return length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Utf8Text that
        && Arrays.equals(array, from, to(), that.array, that.from, that.to());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return new String(array, from, length, UTF_8);
  }
}
