package io.triggerscope.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code trigger_error_log}, on a server or as they were recorded. Safe for any thread;
 * a call may block. A null table or operation counts as one with an empty name.
 */
public interface TriggerErrorLog {

  /** Counts all rows that match, in {@code buckets} buckets of equal width. */
  Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets);

  /**
   * One page, newest first.
   *
   * @param after the last row of the page before, null for the first page
   */
  Outcome<ErrorPage> page(ErrorFilter filter, @Nullable TriggerError after, int limit);

  /** The newest row's id, 0 when there is none: from here {@link #newerThan} counts. */
  Outcome<Long> newestId();

  /** Up to {@code limit} rows with a greater id, oldest first. */
  Outcome<List<TriggerError>> newerThan(long id, int limit);
}
