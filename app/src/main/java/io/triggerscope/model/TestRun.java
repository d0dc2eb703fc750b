package io.triggerscope.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@code test_cache_invalidation()} returned. Immutable.
 *
 * @param batchId the transaction id it ran in, which its TEST notifications bear
 * @param committedAt when its commit returned, by this computer's clock
 */
public record TestRun(String batchId, Instant committedAt, List<Check> checks) {

  /**
   * One row.
   *
   * @param passed null when it was skipped
   */
  public record Check(String name, @Nullable Boolean passed, String detail) {}
}
