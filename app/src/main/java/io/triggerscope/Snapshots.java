package io.triggerscope;

import io.triggerscope.ui.Look;
import io.triggerscope.ui.Png;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.WindowViewModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Writes one PNG of each screen in each theme. Confined to the FX thread. */
final class Snapshots {

  /** Long enough for a screen to have asked the server what it shows. */
  private static final Duration SETTLE = Duration.millis(1_500);

  /** Long enough for its charts to be drawn anew in the other theme. */
  private static final Duration REDRAW = Duration.millis(250);

  private record Picture(Screen screen, boolean dark) {}

  private final Scene scene;
  private final WindowViewModel window;
  private final Path folder;
  private final Consumer<@Nullable IOException> done;
  private final Queue<Picture> pictures = new ArrayDeque<>();

  /**
   * @param done told once that all were written, or why not
   */
  Snapshots(
      Scene scene, WindowViewModel window, Path folder, Consumer<@Nullable IOException> done) {
    this.scene = scene;
    this.window = window;
    this.folder = folder;
    this.done = done;
    for (var screen : Screen.values()) {
      pictures.add(new Picture(screen, true));
      pictures.add(new Picture(screen, false));
    }
  }

  /** Where the picture of a screen is written. */
  static Path file(Path folder, Screen screen, boolean dark) {
    return folder.resolve(screen.id() + (dark ? "-dark.png" : "-light.png"));
  }

  /** Takes them after {@code delay}. */
  void takeAfter(java.time.Duration delay) {
    after(
        Duration.millis(delay.toMillis()),
        () -> {
          var screens = window.screensProperty().get();
          if (screens != null) {
            screens.timeline().table().selectLargest();
          }
          next();
        });
  }

  private void next() {
    var picture = pictures.poll();
    if (picture == null) {
      done.accept(null);
      return;
    }
    var shown = window.screenProperty().get() == picture.screen;
    window.screenProperty().set(picture.screen);
    Look.apply(scene, picture.dark);
    after(shown ? REDRAW : SETTLE, () -> save(picture));
  }

  private void save(Picture picture) {
    try {
      scene.snapshot(null); // a table knows its rows only after a first layout
      Png.write(scene.snapshot(null), file(folder, picture.screen, picture.dark));
    } catch (IOException e) {
      done.accept(e);
      return;
    }
    next();
  }

  static void after(Duration delay, Runnable action) {
    var pause = new PauseTransition(delay);
    pause.setOnFinished(_ -> action.run());
    pause.play();
  }
}
