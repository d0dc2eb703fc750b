package io.triggerscope.model;

import java.time.Instant;
import java.util.List;

/**
 * Rows of {@code trigger_error_log} of one kind, counted. Immutable.
 *
 * @param text the fingerprint; or, where the groups are those of messages, the message
 * @param tables in alphabetical order, an empty name for none
 * @param trend the number of rows in each of equal parts of the time
 */
public record ErrorGroup(
    String sqlstate,
    String text,
    long rows,
    Instant first,
    Instant last,
    List<String> tables,
    List<Long> trend) {

  /** Into how many parts the trend is cut. */
  public static final int TREND_PARTS = 24;

  /** Of a group by fingerprint. */
  public ErrorKind kind() {
    return new ErrorKind(sqlstate, text);
  }
}
