package io.triggerscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** How the user chooses files; tests answer themselves. Confined to the FX thread. */
public interface FileDialogs {

  /** What a file other than a capture holds. */
  enum Kind {
    CSV("CSV", "csv"),
    PNG("PNG picture", "png"),
    SVG("SVG picture", "svg"),
    NDJSON("NDJSON", "ndjson"),
    RULES("Cascade rules", "json"),
    SQL("SQL", "sql");

    private final String label;
    private final String ending;

    Kind(String label, String ending) {
      this.label = label;
      this.ending = "." + ending;
    }

    private ExtensionFilter filter() {
      return new ExtensionFilter(label, "*" + ending);
    }
  }

  /** Where to write a file of this kind; empty when the user gave up. */
  Optional<Path> save(Window owner, Kind kind, String suggestedName);

  /** Which file of this kind to read; empty when the user gave up. */
  Optional<Path> open(Window owner, Kind kind);

  /** Where to record to; empty when the user gave up. */
  Optional<Path> save(Window owner, String suggestedName);

  /** What to open; empty when the user gave up. */
  Optional<Path> open(Window owner);

  /** Which folder to read from; empty when the user gave up. */
  Optional<Path> folder(Window owner);

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

    @Override
    public Optional<Path> save(Window owner, Kind kind, String suggestedName) {
      var chooser = chooser("Export", List.of(kind.filter()));
      chooser.setInitialFileName(suggestedName);
      return path(chooser.showSaveDialog(owner))
          .map(
              file ->
                  file.toString().endsWith(kind.ending)
                      ? file
                      : file.resolveSibling(file.getFileName() + kind.ending));
    }

    @Override
    public Optional<Path> open(Window owner, Kind kind) {
      var filters = List.of(kind.filter(), new ExtensionFilter("All files", "*"));
      return path(chooser("Import", filters).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> folder(Window owner) {
      var chooser = new DirectoryChooser();
      chooser.setTitle("Choose a folder");
      return path(chooser.showDialog(owner));
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
