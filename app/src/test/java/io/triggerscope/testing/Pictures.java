package io.triggerscope.testing;

import io.triggerscope.ui.Look;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javax.imageio.ImageIO;

/** Pictures of a screen without a window, whatever the size of the display. On the FX thread. */
public final class Pictures {

  private Pictures() {}

  public static void save(Region region, boolean dark, int width, int height, Path file) {
    var scene = new Scene(new StackPane(region), width, height);
    Look.apply(scene, dark);
    scene.snapshot(null); // tables need a first layout to know their rows
    write(scene.snapshot(null), file);
    scene.setRoot(new StackPane());
  }

  private static void write(WritableImage image, Path file) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    var pixels = new int[width * height];
    var format = PixelFormat.getIntArgbInstance();
    image.getPixelReader().getPixels(0, 0, width, height, format, pixels, 0, width);
    var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ImageIO.write(copy, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
