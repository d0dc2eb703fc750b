package io.triggerscope.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cache domains a change in a table invalidates for its user. Immutable.
 *
 * @param operation the only one it is about; null: all that have no rule of their own
 * @param domains for every such change
 * @param perAgent whether the domain of the agent concerned comes to these
 */
public record CascadeRule(
    String table, @Nullable String operation, List<String> domains, boolean perAgent) {

  /** Those that a rule can be about. */
  public static final List<String> OPERATIONS =
      List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE", "TEST");

  public CascadeRule {
    domains = List.copyOf(domains);
  }

  /** {@code calls}, {@code calls DELETE}: no two rules have the same. */
  public String key() {
    return operation == null ? table : table + " " + operation;
  }
}
