package io.triggerscope.feed.filter;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a query. Immutable.
 *
 * @param values as they are written without quotes, at least one; it holds if one of them does
 * @param negated whether it holds where it otherwise would not
 */
public record Term(FilterName name, List<String> values, boolean negated) {

  /** The value of {@code user:}, {@code agent:} and {@code record:} for null. */
  public static final String NONE = "none";

  /** The value of {@code is:}. */
  public static final String MALFORMED = "malformed";

  private static final String REST = "*…";

  /**
   * @throws IllegalArgumentException if a value is none of this name's
   */
  public Term {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " without a value");
    }
    for (var value : values) {
      var wrong = wrong(name, value);
      if (wrong != null) {
        throw new IllegalArgumentException(wrong);
      }
    }
  }

  /**
   * The term that holds where this value was seen, as for a right-click on it.
   *
   * @param seen null: there was none, which an id can be
   */
  public static Term of(FilterName name, @Nullable String seen) {
    return new Term(name, List.of(seen == null ? NONE : isId(name) ? id(seen) : seen), false);
  }

  /** An id that would mean something else is written as the beginning that it is. */
  private static String id(String seen) {
    return isNone(seen) || !prefix(seen).equals(seen) ? seen + "*" : seen;
  }

  private static boolean isId(FilterName name) {
    return switch (name) {
      case USER, AGENT, RECORD -> true;
      case TABLE, OP, TX, SIZE, TEXT, IS -> false;
    };
  }

  /** Whether this value of an id's term means that there is no id. */
  public static boolean isNone(String value) {
    return value.equalsIgnoreCase(NONE);
  }

  /** The beginning that a value of an id's term means: all but a last {@code *} or {@code …}. */
  public static String prefix(String value) {
    int last = value.length() - 1;
    return last >= 0 && REST.indexOf(value.charAt(last)) >= 0 ? value.substring(0, last) : value;
  }

  /** What is wrong with a value, in a sentence; null if nothing is. */
  static @Nullable String wrong(FilterName name, String value) {
    return switch (name) {
      case SIZE -> SizeRange.of(value) == null ? "size: wants " + SizeRange.FORM + "." : null;
      case IS -> value.equalsIgnoreCase(MALFORMED) ? null : "is: knows only malformed.";
      case TABLE, OP, USER, AGENT, RECORD, TX, TEXT -> null;
    };
  }

  /** The term that holds where this one does not. */
  public Term negate() {
    return new Term(name, values, !negated);
  }

  /** The term as it is written in a query. */
  public String text() {
    return (negated ? "-" : "")
        + (name == FilterName.TEXT ? "" : name.word() + ":")
        + values.stream().map(value -> written(name, value)).collect(Collectors.joining(","));
  }

  /** A value as it is written in a query: in quotes where it would be misread without. */
  static String written(FilterName name, String value) {
    boolean bare =
        !value.isEmpty()
            && value.chars().noneMatch(c -> c == ',' || c == '"' || Character.isWhitespace(c))
            && (name != FilterName.TEXT || value.indexOf(':') < 0 && value.charAt(0) != '-');
    return bare ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
