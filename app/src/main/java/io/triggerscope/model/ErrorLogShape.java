package io.triggerscope.model;

import java.util.List;

/**
 * What a {@code trigger_error_log} is like beside the one of migration 021. Immutable.
 *
 * @param notes what is missing or read differently, each a sentence
 * @param indexed whether an index leads to the rows of a stretch of time
 */
public record ErrorLogShape(List<String> notes, boolean indexed) {

  /** As migrations 021 and 022 make it. */
  public static final ErrorLogShape OURS = new ErrorLogShape(List.of(), true);
}
