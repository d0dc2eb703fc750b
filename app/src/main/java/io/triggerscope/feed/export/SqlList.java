package io.triggerscope.feed.export;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as what follows {@code IN} in a query. Pure functions. */
public final class SqlList {

  /** Without leading zeros, which a number would lose. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

  private SqlList() {}

  /**
   * {@code ('a', 'b')}, or {@code (1, 2)} if all are whole numbers; each once, in the order given.
   * None are {@code (NULL)}, which is valid as well and matches nothing. Quotes are doubled, which
   * is enough where {@code standard_conforming_strings} is on, as it is by default.
   */
  public static String of(Collection<String> values) {
    var each = new LinkedHashSet<>(values);
    if (each.isEmpty()) {
      return "(NULL)";
    }
    boolean numbers = each.stream().allMatch(value -> INTEGER.matcher(value).matches());
    return each.stream()
        .map(value -> numbers ? value : "'" + value.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
