package io.triggerscope.testing;

import io.triggerscope.ui.FileDialogs;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** A user who saves in a folder under the name suggested, and opens what has a name there. */
public record ChosenFiles(Path folder, String opened) implements FileDialogs {

  /** Opens nothing that is there. */
  public ChosenFiles(Path folder) {
    this(folder, "none");
  }

  @Override
  public Optional<Path> save(Window owner, Kind kind, String suggestedName) {
    return Optional.of(folder.resolve(suggestedName));
  }

  @Override
  public Optional<Path> open(Window owner, Kind kind) {
    return Optional.of(folder.resolve(opened));
  }

  @Override
  public Optional<Path> folder(Window owner) {
    return Optional.of(folder);
  }

  @Override
  public Optional<Path> save(Window owner, String suggestedName) {
    return Optional.of(folder.resolve(suggestedName));
  }

  @Override
  public Optional<Path> open(Window owner) {
    return Optional.of(folder.resolve(opened));
  }
}
