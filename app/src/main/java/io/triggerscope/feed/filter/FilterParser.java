package io.triggerscope.feed.filter;

import io.triggerscope.feed.filter.FilterQuery.Parsed;
import io.triggerscope.feed.filter.FilterQuery.Valid;
import io.triggerscope.feed.filter.FilterQuery.Wrong;
import java.util.ArrayList;
import java.util.List;

/** Reads one text as a query. Confined to one call of {@link #parse}. */
final class FilterParser {

  private final String text;
  private int at;

  FilterParser(String text) {
    this.text = text;
  }

  Parsed parse() {
    var terms = new ArrayList<Term>();
    try {
      while (moreTerms()) {
        terms.add(term());
      }
    } catch (NotUnderstood e) {
      return e.wrong;
    }
    return new Valid(terms.isEmpty() ? FilterQuery.ALL : new FilterQuery(terms));
  }

  private boolean moreTerms() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private Term term() throws NotUnderstood {
    int from = at;
    boolean negated = take('-');
    if (isTermEnd()) {
      throw new NotUnderstood("A term is missing after the minus.", from, at);
    }
    var name = name();
    var values = new ArrayList<String>();
    do {
      int start = at;
      var value = value(from);
      var wrong = Term.wrong(name, value);
      if (wrong != null) {
        throw new NotUnderstood(wrong, start, at);
      }
      values.add(value);
    } while (take(','));
    return new Term(name, List.copyOf(values), negated);
  }

  /** Goes past the name and its colon, if the term has one. */
  private FilterName name() throws NotUnderstood {
    int end = at;
    while (end < text.length() && isBare(text.charAt(end)) && text.charAt(end) != ':') {
      end++;
    }
    if (end == text.length() || text.charAt(end) != ':') {
      return FilterName.TEXT;
    }
    var word = text.substring(at, end);
    var name = FilterName.of(word);
    if (name == null) {
      var reason =
          "There is no %s:, only %s. Text with a colon stands in quotes."
              .formatted(word, FilterName.all());
      throw new NotUnderstood(reason, at, end + 1);
    }
    at = end + 1;
    return name;
  }

  private String value(int termFrom) throws NotUnderstood {
    if (take('"')) {
      return quoted();
    }
    int from = at;
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      throw new NotUnderstood("A quote stands within a word.", at, at + 1);
    }
    if (at == from) {
      throw new NotUnderstood("A value is missing.", termFrom, Math.min(at + 1, text.length()));
    }
    return text.substring(from, at);
  }

  /** The text up to the closing quote. */
  private String quoted() throws NotUnderstood {
    int from = at - 1;
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.startsWith("\\\"", at) || text.startsWith("\\\\", at)) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (!take('"')) {
      throw new NotUnderstood("The quote is not closed.", from, at);
    }
    if (!isTermEnd() && text.charAt(at) != ',') {
      throw new NotUnderstood("A blank is missing after the quote.", at, at + 1);
    }
    return value.toString();
  }

  private boolean take(char wanted) {
    boolean taken = at < text.length() && text.charAt(at) == wanted;
    at += taken ? 1 : 0;
    return taken;
  }

  private boolean isTermEnd() {
    return at == text.length() || Character.isWhitespace(text.charAt(at));
  }

  private static boolean isBare(char c) {
    return c != ',' && c != '"' && !Character.isWhitespace(c);
  }

  /** What is wrong, on its way up to {@link #parse}. */
  private static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Wrong wrong;

    NotUnderstood(String reason, int from, int to) {
      super(reason, null, false, false);
      wrong = new Wrong(reason, from, to);
    }
  }
}
