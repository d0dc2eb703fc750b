package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the migration list: a script, or a row of the table that records them. Immutable.
 *
 * @param version {@link #REPEATABLE} for one that is run again whenever its script changes
 * @param script the file's name; for the baseline what Flyway put there
 * @param sql the script's text; null for the baseline
 * @param transactional whether it runs in a transaction; one that does not may stop half-way, and
 *     can then be run again
 * @param installedOn null while pending
 * @param recordedChecksum of the script that was applied; null when none was
 * @param checksum of the script as it is now; null when there is none
 */
public record Migration(
    String version,
    String description,
    String script,
    State state,
    @Nullable String sql,
    boolean transactional,
    @Nullable Instant installedOn,
    @Nullable String installedBy,
    @Nullable Integer recordedChecksum,
    @Nullable Integer checksum) {

  /** In place of a version. */
  public static final String REPEATABLE = "R";

  /** Whether a run would apply it. */
  public boolean pending() {
    return state == State.PENDING || (state == State.FAILED && !transactional);
  }

  /** How a migration stands. */
  public enum State {
    BASELINE,
    PENDING,
    APPLIED,
    /** Applied, but the script has changed since. */
    CHANGED,
    FAILED,
    /** Not applied, and older than one that was, so that a run would pass it over. */
    OVERTAKEN,
    /** Applied, but there is no script of it here. */
    UNKNOWN
  }
}
