package io.triggerscope.feed.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.triggerscope.feed.FileFailures;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * A text file that must be new and that only its owner may read. It has its name once it is
 * complete; until then it is a file beside it that ends in {@code .part}. Immutable.
 *
 * @param disk opens the file that is written
 */
record NewFile(Path file, Disk disk) {

  private static final int BUFFER = 64 << 10;

  /** Opens the file that is written; tests pass one whose disk is full. */
  interface Disk {
    OutputStream open(Path part) throws IOException;
  }

  /** Writes the text; false when it was cancelled. */
  interface Writing {
    Outcome<Boolean> to(Writer out) throws IOException;
  }

  NewFile(Path file) {
    this(file, Files::newOutputStream);
  }

  /**
   * Writes it. Blocks; when it is cancelled or fails there is no file.
   *
   * @param written makes the result of the number of bytes
   */
  <T> Outcome<T> write(Writing writing, LongFunction<T> written) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      var folder = file.toAbsolutePath().getParent();
      var part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
      try {
        return switch (write(part, writing)) {
          case Outcome.Done<Boolean>(var complete) when complete -> {
            long bytes = Files.size(part);
            Files.move(part, file);
            yield new Outcome.Done<>(written.apply(bytes));
          }
          case Outcome.Done<Boolean> _ ->
              new Outcome.Failed<>(
                  new Failure.TimedOut("The export was cancelled. No file was written."));
          case Outcome.Failed<Boolean>(var failure) -> new Outcome.Failed<>(failure);
        };
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (UncheckedIOException e) {
      return new Outcome.Failed<>(
          FileFailures.unwritable(file, Objects.requireNonNull(e.getCause())));
    } catch (IOException e) {
      return new Outcome.Failed<>(FileFailures.unwritable(file, e));
    }
  }

  private Outcome<Boolean> write(Path part, Writing writing) throws IOException {
    try (var out = new BufferedWriter(new OutputStreamWriter(disk.open(part), UTF_8), BUFFER)) {
      return writing.to(out);
    }
  }
}
