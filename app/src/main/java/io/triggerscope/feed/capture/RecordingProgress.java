package io.triggerscope.feed.capture;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a recording has come. Immutable.
 *
 * @param file the name of the first part
 * @param bytes in all parts, as they lie on the disk
 * @param notRecorded notifications that came faster than the disk took them
 * @param over whether it has ended, be it by itself
 * @param problem why it has ended by itself, in a sentence; null when it has not
 */
public record RecordingProgress(
    Path file,
    Instant started,
    int parts,
    long bytes,
    long notifications,
    long notRecorded,
    boolean over,
    @Nullable String problem) {

  RecordingProgress wrote(PartedFile file, long more) {
    return new RecordingProgress(
        this.file,
        started,
        file.part(),
        file.bytes(),
        notifications + more,
        notRecorded,
        over,
        problem);
  }

  RecordingProgress lost(long more) {
    return new RecordingProgress(
        file, started, parts, bytes, notifications, notRecorded + more, over, problem);
  }

  RecordingProgress ended(PartedFile written, @Nullable String why) {
    return new RecordingProgress(
        file, started, written.part(), written.bytes(), notifications, notRecorded, true, why);
  }
}
