package io.triggerscope.model;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code trigger_error_log}. Immutable.
 *
 * @param errorContext JSON with {@code sqlstate} and more when our trigger wrote it, else any text
 * @param sqlstate from {@code errorContext}, where it is there
 * @param batchId the transaction id from {@code errorContext}, where it is there
 */
public record TriggerError(
    long id,
    @Nullable String tableName,
    @Nullable String operation,
    @Nullable String errorMessage,
    @Nullable String errorContext,
    Instant occurredAt,
    @Nullable String sqlstate,
    @Nullable String batchId) {

  /** By time. */
  public static final Comparator<TriggerError> OLDEST_FIRST =
      Comparator.comparing(TriggerError::occurredAt).thenComparing(TriggerError::id);
}
