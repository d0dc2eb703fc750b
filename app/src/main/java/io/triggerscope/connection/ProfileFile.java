package io.triggerscope.connection;

import io.triggerscope.model.Outcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The JSON file in which the user's connections are kept, without passwords. Both methods block and
 * are safe for any thread.
 */
public final class ProfileFile {

  private final StoredFile<Content> file;

  private record Content(List<ConnectionProfile> connections) {}

  /**
   * What was read.
   *
   * @param problem what was wrong with the file and what became of it; empty when nothing
   */
  public record Loaded(List<ConnectionProfile> profiles, String problem) {}

  public ProfileFile(Path file, InstantSource clock) {
    this.file = new StoredFile<>(file, Content.class, new Content(List.of()), "connections", clock);
  }

  /** Where the system keeps a user's configuration. */
  public static Path standardPath() {
    return StoredFile.standardFolder().resolve("connections.json");
  }

  /** None when there is no file; a file that is not understood is set aside, not overwritten. */
  public Loaded load() {
    var loaded = file.load();
    return new Loaded(List.copyOf(loaded.content().connections), loaded.problem());
  }

  /** Replaces the file in one step, so that a crash leaves the old one or the new one. */
  public Outcome<List<ConnectionProfile>> save(List<ConnectionProfile> profiles) {
    return file.save(new Content(profiles)).map(Content::connections);
  }
}
