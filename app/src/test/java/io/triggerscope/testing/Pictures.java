package io.triggerscope.testing;

import io.triggerscope.ui.Look;
import io.triggerscope.ui.Png;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** PNGs of a scene in {@code target/pictures}, in both themes and two sizes, to be looked at. */
public final class Pictures {

  private static final Path FOLDER = Path.of("target", "pictures");

  private Pictures() {}

  /**
   * Writes the four pictures of what a window shows; leaves it dark. The window itself keeps its
   * size: one larger than the headless screen throws in the midst of being drawn.
   */
  public static void take(Stage stage, String name) {
    for (var size : new int[][] {{1440, 900}, {1100, 700}}) {
      for (boolean dark : new boolean[] {false, true}) {
        var file = name + "-" + size[0] + (dark ? "-dark.png" : "-light.png");
        var root = stage.getScene().getRoot();
        var scene =
            Window.fx(
                () -> {
                  stage.getScene().setRoot(new Group());
                  var large = new Scene(root, size[0], size[1]);
                  Look.apply(large, dark);
                  large.snapshot(null); // tables need a first layout to know their rows
                  return large;
                });
        save(scene, FOLDER.resolve(file));
        Window.fx(
            () -> {
              scene.setRoot(new Group());
              stage.getScene().setRoot(root);
              Look.apply(stage.getScene(), true);
              return stage.getScene().snapshot(null); // lays it out again
            });
      }
    }
  }

  /**
   * Writes the two pictures of the window on top, such as a dialog or an open menu; leaves it dark.
   */
  public static void top(String name) {
    var windows = Window.fx(() -> List.copyOf(javafx.stage.Window.getWindows()));
    var scene = windows.getLast().getScene();
    for (boolean dark : new boolean[] {false, true}) {
      Window.fx(
          () -> {
            Look.apply(scene, dark);
            return scene.snapshot(null); // tables need a first layout to know their rows
          });
      save(scene, FOLDER.resolve(name + (dark ? "-dark.png" : "-light.png")));
    }
  }

  private static void save(Scene scene, Path file) {
    var image = Window.fx(() -> scene.snapshot(null));
    try {
      Png.write(image, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
