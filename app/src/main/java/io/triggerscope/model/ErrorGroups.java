package io.triggerscope.model;

import java.util.List;

/**
 * The groups of all rows that match a filter. Immutable.
 *
 * @param largestFirst the largest
 * @param total how many groups there are, these included
 */
public record ErrorGroups(List<ErrorGroup> largestFirst, long total) {

  /** What rows are folded by, besides the SQLSTATE. */
  public enum Fold {
    FINGERPRINT,
    MESSAGE
  }
}
