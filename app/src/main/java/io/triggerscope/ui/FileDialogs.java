package io.triggerscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** How the user chooses a capture; tests answer themselves. Confined to the FX thread. */
public interface FileDialogs {

  /** Where to record to; empty when the user gave up. */
  Optional<Path> save(Window owner, String suggestedName);

  /** What to open; empty when the user gave up. */
  Optional<Path> open(Window owner);

  /** Whether a file is a capture by its name. */
  static boolean isCapture(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.endsWith(".tscope") || name.endsWith(".tscope.gz");
  }

  /** The desktop's own dialogs. */
  final class Native implements FileDialogs {

    private static final List<ExtensionFilter> SAVED =
        List.of(
            new ExtensionFilter("Capture", "*.tscope"),
            new ExtensionFilter("Compressed capture", "*.tscope.gz"));
    private static final List<ExtensionFilter> OPENED =
        List.of(
            new ExtensionFilter("Captures", "*.tscope", "*.tscope.gz"),
            new ExtensionFilter("All files", "*"));

    @Override
    public Optional<Path> save(Window owner, String suggestedName) {
      var chooser = chooser("Record to a new file", SAVED);
      chooser.setInitialFileName(suggestedName);
      return path(chooser.showSaveDialog(owner)).map(file -> named(file, chooser));
    }

    /** Not every desktop adds the ending that was chosen. */
    private static Path named(Path file, FileChooser chooser) {
      if (isCapture(file)) {
        return file;
      }
      boolean compressed = SAVED.getLast().equals(chooser.getSelectedExtensionFilter());
      return file.resolveSibling(file.getFileName() + (compressed ? ".tscope.gz" : ".tscope"));
    }

    @Override
    public Optional<Path> open(Window owner) {
      return path(chooser("Open a capture", OPENED).showOpenDialog(owner));
    }

    private static FileChooser chooser(String title, List<ExtensionFilter> filters) {
      var chooser = new FileChooser();
      chooser.setTitle(title);
      chooser.getExtensionFilters().addAll(filters);
      return chooser;
    }

    private static Optional<Path> path(@Nullable File file) {
      return Optional.ofNullable(file).map(File::toPath);
    }
  }
}
