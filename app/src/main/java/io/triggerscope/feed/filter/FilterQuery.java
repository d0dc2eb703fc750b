package io.triggerscope.feed.filter;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a filter asks: the terms that must all hold. Immutable.
 *
 * @param terms in the order of writing
 */
public record FilterQuery(List<Term> terms) {

  /** The query without a term, for which everything matches. */
  public static final FilterQuery ALL = new FilterQuery(List.of());

  /** What a text was read as. */
  public sealed interface Parsed {}

  /** A text that is a query. */
  public record Valid(FilterQuery query) implements Parsed {}

  /**
   * A text that is none.
   *
   * @param reason what is wrong first, in a short sentence
   * @param from where that is in the text
   * @param to the index behind it
   */
  public record Wrong(String reason, int from, int to) implements Parsed {}

  public FilterQuery {
    terms = List.copyOf(terms);
  }

  /** Reads a text; one without a term is {@link #ALL}. */
  public static Parsed parse(String text) {
    return new FilterParser(text).parse();
  }

  /** The text that is read as this query. */
  public String text() {
    return terms.stream().map(Term::text).collect(Collectors.joining(" "));
  }

  public boolean isAll() {
    return terms.isEmpty();
  }

  /** Whether it has a term of this name. */
  public boolean has(FilterName name) {
    return terms.stream().anyMatch(term -> term.name() == name);
  }

  /** This query and that term, in place of its negation. */
  public FilterQuery with(Term term) {
    if (terms.contains(term)) {
      return this;
    }
    var others = without(term.negate()).terms.stream();
    return new FilterQuery(Stream.concat(others, Stream.of(term)).toList());
  }

  public FilterQuery without(Term term) {
    return new FilterQuery(terms.stream().filter(other -> !other.equals(term)).toList());
  }
}
