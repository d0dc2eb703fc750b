package io.triggerscope.model;

/** Where a page of {@code trigger_error_log} lies in the order of time. Immutable. */
public sealed interface ErrorPlace {

  /** The newest rows that match. */
  record Newest() implements ErrorPlace {}

  /** The oldest rows that match. */
  record Oldest() implements ErrorPlace {}

  /** Those next before this row. */
  record OlderThan(TriggerError row) implements ErrorPlace {}

  /** Those next after this row. */
  record NewerThan(TriggerError row) implements ErrorPlace {}
}
