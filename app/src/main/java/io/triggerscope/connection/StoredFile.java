package io.triggerscope.connection;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.harawata.appdirs.AppDirsFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON file of the user's, read as a whole and replaced as a whole. Both methods block and are
 * safe for any thread.
 *
 * @param <T> what it holds, as Jackson reads and writes it
 */
public final class StoredFile<T> {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path file;
  private final Class<T> type;
  private final T absent;
  private final String what;
  private final InstantSource clock;

  /**
   * What was read.
   *
   * @param problem what was wrong with the file and what became of it; empty when nothing
   */
  public record Loaded<T>(T content, String problem) {}

  /**
   * @param absent what it holds while there is no file
   * @param what it holds, in the plural, for messages
   */
  public StoredFile(Path file, Class<T> type, T absent, String what, InstantSource clock) {
    this.file = file;
    this.type = type;
    this.absent = absent;
    this.what = what;
    this.clock = clock;
  }

  /** Where the system keeps a user's configuration. */
  public static Path standardFolder() {
    return Path.of(AppDirsFactory.getInstance().getUserConfigDir("triggerscope", "", "", true));
  }

  /** A file that is not understood is set aside, not overwritten. */
  public synchronized Loaded<T> load() {
    try {
      @Nullable T content = JSON.readValue(Files.readString(file), type);
      return content == null
          ? new Loaded<>(absent, setAside("it holds null"))
          : new Loaded<>(content, "");
    } catch (NoSuchFileException e) {
      return new Loaded<>(absent, "");
    } catch (JacksonException e) {
      return new Loaded<>(absent, setAside(e.getOriginalMessage()));
    } catch (IOException e) {
      return new Loaded<>(absent, "The " + what + " in " + file + " cannot be read: " + e);
    }
  }

  private String setAside(String why) {
    var aside =
        file.resolveSibling(file.getFileName() + ".corrupt-" + TIME.format(clock.instant()));
    var misread = "The " + what + " were not understood (" + why + "). ";
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return misread + "The file is kept as " + aside + ".";
    } catch (IOException e) {
      return misread + "The file " + file + " could not be set aside: " + e;
    }
  }

  /** Replaces the file in one step, so that a crash leaves the old one or the new one. */
  public synchronized Outcome<T> save(T content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var written = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(written, JSON.writeValueAsString(content));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Outcome.Done<>(content);
    } catch (IOException e) {
      return new Outcome.Failed<>(
          new Failure.Unexpected("The " + what + " could not be saved to " + file + ": " + e));
    }
  }
}
