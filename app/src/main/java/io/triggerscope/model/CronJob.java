package io.triggerscope.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job of pg_cron that cleans up a {@code trigger_error_log}. Immutable.
 *
 * @param name empty when it has none
 * @param database in which it runs
 * @param role as which it runs
 * @param newestFirst its last runs
 */
public record CronJob(
    long id,
    String name,
    String schedule,
    String command,
    String database,
    String role,
    boolean active,
    List<Run> newestFirst) {

  /**
   * One run of it.
   *
   * @param status pg_cron's word: succeeded, failed, running and some others
   * @param message what the server said
   * @param start null while it waits to be started
   */
  public record Run(String status, String message, @Nullable Instant start) {

    public boolean failed() {
      return status.equals("failed");
    }
  }
}
