package io.triggerscope.feed.export;

import io.triggerscope.model.ExportFormat;
import java.nio.file.Path;

/**
 * What an export wrote, and what it came by. Immutable.
 *
 * @param malformed how many there were, as with blind windows and markers; CSV holds none of them
 * @param payloadsGone how many payloads were no longer kept, though they belonged in the file
 * @param bytes the size of the file
 */
public record Exported(
    Path file,
    ExportFormat format,
    boolean redacted,
    long notifications,
    long malformed,
    long blindWindows,
    long markers,
    long payloadsGone,
    long bytes) {}
