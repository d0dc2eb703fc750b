package io.triggerscope.feed;

import io.triggerscope.model.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a file could not be read or written. Pure functions. */
public final class FileFailures {

  private FileFailures() {}

  public static Failure unreadable(Path file, IOException e) {
    return new Failure.Unexpected(
        file
            + " cannot be read: "
            + (e instanceof NoSuchFileException ? "it does not exist." : reason(e)));
  }

  public static Failure unwritable(Path file, IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ ->
          new Failure.Unexpected(file + " exists already. Choose another name.");
      case NoSuchFileException _ ->
          new Failure.Unexpected(file + " cannot be written: its folder does not exist.");
      case IOException _ -> new Failure.Unexpected(file + " cannot be written: " + reason(e));
    };
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied.";
      case FileSystemException f when f.getReason() != null -> sentence(f.getReason());
      case IOException _ -> sentence(String.valueOf(e.getMessage()));
    };
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
