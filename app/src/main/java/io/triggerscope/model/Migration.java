package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the migration list: a shipped script, or a row of {@code
 * triggerscope_schema_history}. Immutable.
 *
 * @param script the file's name; for the baseline what Flyway put there
 * @param sql the script's text; null for the baseline
 * @param transactional whether it runs in a transaction; one that does not may stop half-way, and
 *     can then be run again
 * @param installedOn null while pending
 */
public record Migration(
    String version,
    String description,
    String script,
    State state,
    @Nullable String sql,
    boolean transactional,
    @Nullable Instant installedOn,
    @Nullable String installedBy) {

  /** Whether a run would apply it. */
  public boolean pending() {
    return state == State.PENDING || state == State.FAILED && !transactional;
  }

  /** How a migration stands. */
  public enum State {
    BASELINE,
    PENDING,
    APPLIED,
    /** Applied, but the script has changed since. */
    CHANGED,
    FAILED,
    /** Applied, but this version of TriggerScope does not ship it. */
    UNKNOWN
  }
}
