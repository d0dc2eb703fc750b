package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clean-up of {@code trigger_error_log} would delete and keep. Immutable.
 *
 * @param oldest of all rows; null when there is none
 * @param newestToDelete null when nothing would be deleted
 */
public record CleanupPreview(
    int retentionDays,
    long rowsToDelete,
    long rowsToKeep,
    @Nullable Instant oldest,
    @Nullable Instant newestToDelete) {}
