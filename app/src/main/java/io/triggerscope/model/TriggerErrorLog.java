package io.triggerscope.model;

import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of {@code trigger_error_log}, on a server or as they were recorded. Safe for any thread;
 * a call may block. A null table, operation, SQLSTATE or message counts as one with an empty name.
 */
public interface TriggerErrorLog {

  /** Looks anew at what the log is like. */
  Outcome<ErrorLogShape> shape();

  /** Counts all rows that match, and those of each value. */
  Outcome<ErrorFacets> facets(ErrorFilter filter);

  /** Counts all rows that match, in {@code buckets} buckets of equal width. */
  Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets);

  /** Folds all rows that match. */
  Outcome<ErrorGroups> groups(ErrorFilter filter, ErrorGroups.Fold fold, int limit);

  /** Up to {@code limit} rows that match. */
  Outcome<ErrorPage> page(ErrorFilter filter, ErrorPlace place, int limit);

  /**
   * Hands over all rows that match, newest first, without holding them in memory.
   *
   * @param each called on this thread; false ends it
   * @return how many rows were handed over
   */
  Outcome<Long> forEach(ErrorFilter filter, Predicate<TriggerError> each);

  /**
   * The newest row's id, 0 when there is none: from here {@link #newerThan} counts. The greatest
   * number where later rows need not have greater ids, so that none is ever newer.
   */
  Outcome<Long> newestId();

  /** Up to {@code limit} rows that came since, also those with an id in a gap, by id. */
  Outcome<List<TriggerError>> newerThan(ReadIds read, int limit);
}
