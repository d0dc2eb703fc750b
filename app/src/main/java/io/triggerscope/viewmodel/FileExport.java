package io.triggerscope.viewmodel;

import io.triggerscope.feed.FileFailures;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Writing files that the user chose, in the background, one at a time. Confined to the FX thread.
 */
public final class FileExport {

  /** Writes a file; called on a background thread. */
  public interface Writing {
    void to(Path file) throws IOException;
  }

  private final Work work;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  public FileExport(Threads threads, InstantSource clock) {
    this.work = new Work(threads);
    this.clock = clock;
  }

  /** How the last one ended; null before the first and while one is written. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Writes what is worked out in the background, too. */
  public void text(Path file, Supplier<String> text) {
    write(file, to -> Files.writeString(to, text.get()));
  }

  /** Replaces {@code file} by what is written. */
  public void write(Path file, Writing writing) {
    notice.set(null);
    work.start(() -> written(file, writing), this::tell);
  }

  private static Outcome<Path> written(Path file, Writing writing) {
    try {
      writing.to(file);
      return new Outcome.Done<>(file);
    } catch (IOException e) {
      return new Outcome.Failed<>(FileFailures.unwritable(file, e));
    }
  }

  private void tell(Outcome<Path> outcome) {
    switch (outcome) {
      case Outcome.Done<Path>(var file) -> say(Tone.GOOD, "Exported to " + file + ".");
      case Outcome.Failed<Path>(var failure) -> say(Tone.FAILED, failure.message());
    }
  }

  /** Says what stands against an export. */
  public void refuse(String sentence) {
    say(Tone.ATTENTION, sentence);
  }

  private void say(Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, clock.instant()));
  }
}
