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
import java.util.List;
import net.harawata.appdirs.AppDirsFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON file in which the user's connections are kept, without passwords. Both methods block and
 * are safe for any thread.
 */
public final class ProfileFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path file;
  private final InstantSource clock;

  private record Content(List<ConnectionProfile> connections) {}

  /**
   * What was read.
   *
   * @param problem what was wrong with the file and what became of it; empty when nothing
   */
  public record Loaded(List<ConnectionProfile> profiles, String problem) {}

  public ProfileFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Where the system keeps a user's configuration. */
  public static Path standardPath() {
    return Path.of(
        AppDirsFactory.getInstance().getUserConfigDir("triggerscope", "", "", true),
        "connections.json");
  }

  /** None when there is no file; a file that is not understood is set aside, not overwritten. */
  public synchronized Loaded load() {
    try {
      return new Loaded(
          List.copyOf(JSON.readValue(Files.readString(file), Content.class).connections), "");
    } catch (NoSuchFileException e) {
      return new Loaded(List.of(), "");
    } catch (JacksonException e) {
      return new Loaded(List.of(), setAside(e.getOriginalMessage()));
    } catch (IOException e) {
      return new Loaded(List.of(), "The saved connections in " + file + " cannot be read: " + e);
    }
  }

  private String setAside(String why) {
    var aside =
        file.resolveSibling(file.getFileName() + ".corrupt-" + TIME.format(clock.instant()));
    var what = "The saved connections were not understood (" + why + "). ";
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return what + "The file is kept as " + aside + ".";
    } catch (IOException e) {
      return what + "The file " + file + " could not be set aside: " + e;
    }
  }

  /** Replaces the file in one step, so that a crash leaves the old one or the new one. */
  public synchronized Outcome<List<ConnectionProfile>> save(List<ConnectionProfile> profiles) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var written = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(written, JSON.writeValueAsString(new Content(profiles)));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Outcome.Done<>(profiles);
    } catch (IOException e) {
      return new Outcome.Failed<>(
          new Failure.Unexpected("The connections could not be saved to " + file + ": " + e));
    }
  }
}
