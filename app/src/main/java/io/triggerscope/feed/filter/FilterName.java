package io.triggerscope.feed.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a term of a query is about. */
public enum FilterName {
  /** The table, letter case ignored. */
  TABLE,
  /** The operation, letter case ignored. */
  OP,
  /** The beginning of the user's id, letter case ignored; {@link Term#NONE}: there is none. */
  USER,
  /** Likewise of the agent's. */
  AGENT,
  /** Likewise of the record's. */
  RECORD,
  /** The transaction's id. */
  TX,
  /** How many notifications the transaction has: a {@link SizeRange}. */
  SIZE,
  /** Any part of the raw payload, the case of ASCII letters ignored. */
  TEXT,
  /** {@link Term#MALFORMED}: the payload was not understood. */
  IS;

  private static final String ALL =
      Arrays.stream(values()).map(FilterName::word).collect(Collectors.joining(", "));

  /** The name as it is written in a query, without the colon. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all names, with commas. */
  static String all() {
    return ALL;
  }

  /** The name written so, letter case ignored; null if there is none. */
  static @Nullable FilterName of(String word) {
    for (var name : values()) {
      if (name.word().equalsIgnoreCase(word)) {
        return name;
      }
    }
    return null;
  }
}
