package io.triggerscope.feed.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the word at the caret can become: a name or a value seen. Immutable.
 *
 * @param from where the word to be replaced begins
 * @param to the index behind it
 * @param proposals as they are written in a query, at most {@link #MOST}
 */
public record FilterCompletion(int from, int to, List<String> proposals) {

  /** The greatest number of proposals. */
  public static final int MOST = 20;

  /** Completes the word that ends at the caret or has it within. */
  public static FilterCompletion at(String text, int caret, SeenValues seen) {
    var word = Word.at(text, caret);
    int end = word.quoted ? caret : endOfWord(text, caret);
    return new FilterCompletion(word.from, end, word.proposals(text.substring(0, caret), seen));
  }

  private static int endOfWord(String text, int caret) {
    int end = caret;
    while (end < text.length() && isBare(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBare(char c) {
    return c != ',' && c != '"' && !Character.isWhitespace(c);
  }

  /**
   * The beginning of a word, up to the caret.
   *
   * @param name what it is a value of; null if it is the first word of a term
   * @param quoted whether it began with a quote that is still open
   */
  private record Word(int from, @Nullable FilterName name, boolean first, boolean quoted) {

    static Word at(String text, int caret) {
      int from = 0;
      FilterName name = null;
      boolean first = true;
      boolean quoted = false;
      for (int i = 0; i < caret; i++) {
        char c = text.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (quoted) {
          i += c == '\\' ? 1 : 0;
        } else if (Character.isWhitespace(c)) {
          from = i + 1;
          name = null;
          first = true;
        } else if (c == ',') {
          from = i + 1;
          first = false;
        } else if (c == '-' && first && i == from) {
          from = i + 1;
        } else if (c == ':' && first) {
          name = FilterName.of(text.substring(from, i));
          from = i + 1;
          first = false;
        }
      }
      return new Word(from, name, first, quoted);
    }

    List<String> proposals(String upToCaret, SeenValues seen) {
      var typed = upToCaret.substring(from).replace("\"", "").toLowerCase(Locale.ROOT);
      var all =
          first && !quoted ? names() : name == null ? Stream.<String>of() : values(name, seen);
      return all.filter(proposal -> proposal.toLowerCase(Locale.ROOT).startsWith(typed))
          .limit(MOST)
          .map(proposal -> name == null ? proposal : Term.written(name, proposal))
          .toList();
    }

    private static Stream<String> names() {
      return Arrays.stream(FilterName.values()).map(name -> name.word() + ":");
    }

    private static Stream<String> values(FilterName name, SeenValues seen) {
      return switch (name) {
        case TABLE, OP, USER, AGENT, RECORD, TX -> seen.of(name).stream();
        case IS -> Stream.of(Term.MALFORMED);
        case SIZE, TEXT -> Stream.of();
      };
    }
  }
}
