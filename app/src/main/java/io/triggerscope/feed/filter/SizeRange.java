package io.triggerscope.feed.filter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that a value of {@code size:} means: {@code 50}, {@code >50}, {@code >=50}, {@code
 * <50}, {@code <=50} or {@code 10..50}. Immutable.
 *
 * @param least the smallest
 * @param most the greatest
 */
public record SizeRange(long least, long most) {

  /** What a value looks like, for messages. */
  static final String FORM = "a number, as in 50, >50, >=50, <50, <=50 or 10..50";

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
  private static final Pattern BOUND = Pattern.compile("(|>=?|<=?)(\\d{1,18})");

  /** Null if the value is none. */
  public static @Nullable SizeRange of(String value) {
    var range = RANGE.matcher(value);
    if (range.matches()) {
      return new SizeRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    }
    var bound = BOUND.matcher(value);
    if (!bound.matches()) {
      return null;
    }
    long number = Long.parseLong(bound.group(2));
    return switch (bound.group(1)) {
      case ">" -> new SizeRange(number + 1, Long.MAX_VALUE);
      case ">=" -> new SizeRange(number, Long.MAX_VALUE);
      case "<" -> new SizeRange(0, number - 1);
      case "<=" -> new SizeRange(0, number);
      default -> new SizeRange(number, number);
    };
  }

  public boolean contains(long size) {
    return least <= size && size <= most;
  }
}
