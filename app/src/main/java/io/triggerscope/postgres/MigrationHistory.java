package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * The table in which Flyway records what it applied, where a row of it is to be put right. Flyway's
 * own repair does so to all rows at once, and marks those as deleted whose scripts are elsewhere.
 * Immutable; to be used by whoever holds the {@link MigrationLock}.
 *
 * @param table in the schema of the session; takes the place of the shipped migrations' in the
 *     files
 */
record MigrationHistory(String table) {

  /** Takes the record of those that have failed away, so that their scripts run again. */
  void forgetFailed(Handle handle) {
    update(handle, "forget-failed").execute();
  }

  /**
   * Records the checksum that its script has now.
   *
   * @return its version
   */
  Outcome<String> accept(Handle handle, Migration changed) {
    int rows =
        update(handle, "accept")
            .bind("version", changed.version())
            .bind("recorded", changed.recordedChecksum())
            .bind("checksum", Objects.requireNonNull(changed.checksum()))
            .execute();
    return rows == 1
        ? new Outcome.Done<>(changed.version())
        : new Outcome.Failed<>(
            new Failure.NotSent(
                "Nothing was written. The record of "
                    + changed.version()
                    + " in "
                    + table
                    + " is another one than was listed."));
  }

  private Update update(Handle handle, String name) {
    return handle.createUpdate(
        Target.sql(MigrationHistory.class, name).replace(Migrations.HISTORY_TABLE, table));
  }
}
