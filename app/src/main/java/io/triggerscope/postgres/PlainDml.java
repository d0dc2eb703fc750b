package io.triggerscope.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text is one plain INSERT, UPDATE, DELETE or MERGE, decided before it reaches the
 * server. Cuts it into what PostgreSQL's lexer would with {@code standard_conforming_strings} on,
 * and refuses whatever is not surely that: the server is asked in a way that takes a single
 * statement only, but should not be asked at all. Pure functions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL,
 *     lexical structure</a>
 */
final class PlainDml {

  private static final Set<String> VERBS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  /** What else a statement after WITH may begin with. */
  private static final Set<String> OTHER_VERBS = Set.of("SELECT", "VALUES", "TABLE");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|--[^\\n\\r]*)"
              + "|(?<comment>/\\*)"
              + "|(?<escaped>[eE]'(?:[^'\\\\]++|\\\\.|'')*+')"
              + "|(?<string>(?:[bBxXnN]|[uU]&)?'(?:[^']++|'')*+')"
              + "|(?<quoted>(?:[uU]&)?\"(?:[^\"]++|\"\")*+\")"
              + "|(?<dollar>\\$(?:[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_\\x{80}-\\x{10FFFF}]*)?\\$)"
              + "|(?<word>(?![eE]')[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_$\\x{80}-\\x{10FFFF}]*)"
              + "|(?<number>\\d[\\w.]*)"
              + "|(?<sign>[^'\"\\p{L}_\\x{80}-\\x{10FFFF}])",
          Pattern.DOTALL);

  private PlainDml() {}

  /** Why it is refused, as a sentence; empty when it is one plain statement. */
  static Optional<String> refusal(String sql) {
    var tokens = tokens(sql);
    if (tokens.isEmpty()) {
      return Optional.of("A quote or a comment in it does not end.");
    }
    var found = new ArrayList<>(tokens.get());
    while (!found.isEmpty() && found.getLast().equals(";")) {
      found.removeLast();
    }
    if (found.isEmpty()) {
      return Optional.of("There is no statement in it.");
    }
    if (found.contains(";")) {
      return Optional.of("It is more than one statement.");
    }
    return verb(found)
        .filter(VERBS::contains)
        .map(_ -> parts(found))
        .orElse(Optional.of("It is no INSERT, UPDATE, DELETE or MERGE."));
  }

  /** What changes rows inside a part of the statement is no plain statement any more. */
  private static Optional<String> parts(List<String> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).equals("(") && VERBS.contains(tokens.get(i))) {
        return Optional.of("It changes rows in a part of it as well: rehearse that on its own.");
      }
    }
    return Optional.empty();
  }

  /** The first word, or after WITH the first outside of parentheses that begins a statement. */
  private static Optional<String> verb(List<String> tokens) {
    if (!tokens.getFirst().equals("WITH")) {
      return Optional.of(tokens.getFirst());
    }
    int depth = 0;
    for (var token : tokens) {
      switch (token) {
        case "(" -> depth++;
        case ")" -> depth--;
        default -> {
          if (depth == 0 && (VERBS.contains(token) || OTHER_VERBS.contains(token))) {
            return Optional.of(token);
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Words in capitals, signs as they are, all that is quoted as two quotes; without comments. Empty
   * when something that was begun does not end.
   */
  private static Optional<List<String>> tokens(String sql) {
    var tokens = new ArrayList<String>();
    var matcher = TOKEN.matcher(sql);
    int at = 0;
    while (at < sql.length()) {
      matcher.region(at, sql.length());
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      at = matcher.end();
      if (matcher.group("comment") != null) {
        at = endOfComment(sql, at);
      } else if (matcher.group("dollar") != null) {
        int end = sql.indexOf(matcher.group(), at);
        at = end < 0 ? -1 : end + matcher.group().length();
        tokens.add("''");
      } else if (matcher.group("word") != null) {
        tokens.add(matcher.group().toUpperCase(Locale.ROOT));
      } else if (matcher.group("sign") != null) {
        tokens.add(matcher.group());
      } else if (matcher.group("space") == null) {
        tokens.add("''");
      }
      if (at < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(tokens);
  }

  /** Comments nest; -1 when it does not end. */
  private static int endOfComment(String sql, int from) {
    int depth = 1;
    for (int i = from; i < sql.length() - 1; i++) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }
}
