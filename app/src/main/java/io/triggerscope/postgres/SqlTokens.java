package io.triggerscope.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts SQL into what PostgreSQL's lexer would with {@code standard_conforming_strings} on. Pure
 * functions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL,
 *     lexical structure</a>
 */
final class SqlTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|--[^\\n\\r]*)"
              + "|(?<comment>/\\*)"
              + "|(?<escaped>[eE]'(?:[^'\\\\]++|\\\\.|'')*+')"
              + "|(?<string>(?:[bBxXnN]|[uU]&)?'[^']*+')"
              + "|(?<quoted>(?:[uU]&)?\"[^\"]*+\")"
              + "|(?<dollar>\\$(?:[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_\\x{80}-\\x{10FFFF}]*)?\\$)"
              + "|(?<word>(?![eE]')[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\d_$\\x{80}-\\x{10FFFF}]*)"
              + "|(?<number>\\d[\\w.]*)"
              + "|(?<sign>[^'\"\\p{L}_\\x{80}-\\x{10FFFF}])",
          Pattern.DOTALL);

  private SqlTokens() {}

  /**
   * Words in capitals, signs as they are, all that is quoted as two quotes; without comments. Empty
   * when something that was begun does not end.
   */
  static Optional<List<String>> of(String sql) {
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
