package io.triggerscope.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@code test_cache_invalidation()} returned. Immutable.
 *
 * @param batchId the transaction id it ran in, which its TEST notifications bear
 * @param committedAt when its commit returned, by this computer's clock
 */
public record TestRun(String batchId, Instant committedAt, List<Row> rows) {

  /** One row. */
  public sealed interface Row {}

  /**
   * One of the function that TriggerScope ships.
   *
   * @param passed null when it was skipped
   */
  public record Check(String name, @Nullable Boolean passed, String detail) implements Row {}

  /** One of a function that somebody else wrote, as it is: only they know what it says. */
  public record ForeignRow(List<Value> values) implements Row {

    /** As {@code status: PASS · n: 3}. */
    public String words() {
      return values.stream()
          .map(value -> value.column() + ": " + value.text())
          .collect(Collectors.joining(" · "));
    }
  }

  /**
   * What a row has in one column.
   *
   * @param text as the server writes it; null: NULL
   */
  public record Value(String column, @Nullable String text) {}

  public List<Check> checks() {
    return rows.stream().filter(Check.class::isInstance).map(Check.class::cast).toList();
  }
}
