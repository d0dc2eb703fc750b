package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFilter;
import java.time.Instant;
import java.util.Set;

/**
 * What the filters of the Errors screen are set to; all hold together. Immutable.
 *
 * @param tables empty: any
 * @param operations empty: any
 * @param text what message or context must contain; empty: anything
 */
public record ErrorQuery(
    ErrorRange range, Set<String> tables, Set<String> operations, String text) {

  public static final ErrorQuery DEFAULT =
      new ErrorQuery(ErrorRange.LAST_24_HOURS, Set.of(), Set.of(), "");

  public ErrorQuery withRange(ErrorRange other) {
    return new ErrorQuery(other, tables, operations, text);
  }

  public ErrorQuery withTables(Set<String> other) {
    return new ErrorQuery(range, Set.copyOf(other), operations, text);
  }

  public ErrorQuery withOperations(Set<String> other) {
    return new ErrorQuery(range, tables, Set.copyOf(other), text);
  }

  public ErrorQuery withText(String other) {
    return new ErrorQuery(range, tables, operations, other);
  }

  ErrorFilter filter(Instant now) {
    return new ErrorFilter(range.from(now), null, tables, operations, text.strip());
  }
}
