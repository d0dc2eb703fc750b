package io.triggerscope.testing;

import io.triggerscope.ui.Look;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** PNGs of a scene in {@code target/pictures}, in both themes and two sizes, to be looked at. */
public final class Pictures {

  private static final Path FOLDER = Path.of("target", "pictures");

  private Pictures() {}

  /** Writes the four pictures of what a window shows; leaves it dark. */
  public static void take(Stage stage, String name) {
    for (var size : new int[][] {{1440, 900}, {1100, 700}}) {
      for (boolean dark : new boolean[] {false, true}) {
        var file = name + "-" + size[0] + (dark ? "-dark.png" : "-light.png");
        Window.fx(
            () -> {
              stage.setWidth(size[0]);
              stage.setHeight(size[1]);
              Look.apply(stage.getScene(), dark);
              return null;
            });
        WaitForAsyncUtils.waitForFxEvents();
        save(stage.getScene(), FOLDER.resolve(file));
      }
    }
  }

  /** Writes the picture of the window on top, such as a dialog or an open menu. */
  public static void top(String name) {
    var windows = Window.fx(() -> List.copyOf(javafx.stage.Window.getWindows()));
    save(windows.getLast().getScene(), FOLDER.resolve(name + ".png"));
  }

  private static void save(Scene scene, Path file) {
    var image = Window.fx(() -> scene.snapshot(null));
    try {
      Files.createDirectories(FOLDER);
      ImageIO.write(copy(image), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage copy(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    var pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    return copy;
  }
}
