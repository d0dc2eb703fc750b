package io.triggerscope.postgres;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code trigger_error_log}. Safe for any thread; each call is one bounded query. */
public final class TriggerErrors {

  public TriggerErrors(Target target) {}

  /** Counts all rows that match, in {@code buckets} buckets of equal width. */
  public Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * One page, newest first.
   *
   * @param after the last row of the page before, null for the first page
   */
  public Outcome<ErrorPage> page(ErrorFilter filter, @Nullable TriggerError after, int limit) {
    throw new UnsupportedOperationException("to come");
  }

  /** The newest row's id, 0 when there is none: from here {@link #newerThan} counts. */
  public Outcome<Long> newestId() {
    throw new UnsupportedOperationException("to come");
  }

  /** Up to {@code limit} rows with a greater id, oldest first. */
  public Outcome<List<TriggerError>> newerThan(long id, int limit) {
    throw new UnsupportedOperationException("to come");
  }
}
