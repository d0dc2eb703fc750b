package io.triggerscope.postgres;

import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.Outcome;
import java.util.function.LongConsumer;

/** Deletes old rows of {@code trigger_error_log} by {@code cleanup_trigger_error_log()}. */
public final class ErrorCleanup {

  /** Rows deleted in one transaction. */
  public static final int SLICE = 1_000;

  public ErrorCleanup(Target target) {}

  public Outcome<CleanupPreview> preview(int retentionDays) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Deletes slice by slice until nothing older than {@code retentionDays} is left or the calling
   * thread is interrupted.
   *
   * @param deleted told the rows deleted so far after each slice, on the calling thread
   * @return the rows deleted in all
   */
  public Outcome<Long> run(int retentionDays, LongConsumer deleted) {
    throw new UnsupportedOperationException("to come");
  }
}
