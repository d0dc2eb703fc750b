package io.triggerscope.model;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which values of a field are wanted; the empty text stands for none. Immutable.
 *
 * @param only empty: any
 * @param not none of these, whatever {@code only} says
 */
public record ErrorValues(Set<String> only, Set<String> not) {

  public static final ErrorValues ANY = new ErrorValues(Set.of(), Set.of());

  public static ErrorValues only(Set<String> values) {
    return new ErrorValues(Set.copyOf(values), Set.of());
  }

  /** Asks for this value and no other. */
  public ErrorValues filterFor(String value) {
    return only(Set.of(value));
  }

  /** Leaves this value out as well. */
  public ErrorValues filterOut(String value) {
    return new ErrorValues(without(only, value), with(not, value));
  }

  /** Asks for this value besides the others that are asked for. */
  public ErrorValues and(String value) {
    return new ErrorValues(with(only, value), without(not, value));
  }

  /** Neither asks for this value nor leaves it out. */
  public ErrorValues forget(String value) {
    return new ErrorValues(without(only, value), without(not, value));
  }

  public boolean isAny() {
    return only.isEmpty() && not.isEmpty();
  }

  public boolean accept(String value) {
    return (only.isEmpty() || only.contains(value)) && !not.contains(value);
  }

  private static Set<String> with(Set<String> values, String value) {
    var more = new TreeSet<>(values);
    more.add(value);
    return Set.copyOf(more);
  }

  private static Set<String> without(Set<String> values, String value) {
    var less = new TreeSet<>(values);
    less.remove(value);
    return Set.copyOf(less);
  }
}
