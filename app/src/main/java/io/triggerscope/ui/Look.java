package io.triggerscope.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.text.Font;
import javafx.stage.Window;

/**
 * The look of a scene: fonts, AtlantaFX's theme and our sheets on top. Confined to the FX thread
 * but for the fonts.
 */
public final class Look {

  private static final List<String> FONTS =
      List.of(
          "Inter-Regular.ttf",
          "Inter-Medium.ttf",
          "Inter-SemiBold.ttf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Medium.ttf");

  private static final List<String> THEMES = List.of("dark", "light");

  private Look() {}

  /**
   * Makes the bundled fonts known to JavaFX, that of the icons as well; once for each process is
   * enough. Any thread.
   */
  public static void loadFonts() {
    for (var file : FONTS) {
      try (InputStream in =
          Objects.requireNonNull(Look.class.getResourceAsStream("fonts/" + file), file)) {
        Font.loadFont(in, 13);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    // the first of them looks for the font of all
    var unused = Icons.of("fth-activity");
  }

  /** A dialog over {@code owner}, in its look. */
  static Dialog<ButtonType> dialog(Window owner, String title, DialogPane pane) {
    var dialog = new Dialog<ButtonType>();
    dialog.initOwner(owner);
    dialog.setTitle(title);
    dialog.setDialogPane(pane);
    dressAs(owner.getScene(), pane.getScene());
    return dialog;
  }

  /**
   * Dresses the scene of a dialog or of another window, which knows nothing of the owner's look.
   */
  static void dressAs(Scene owner, Scene other) {
    other.getStylesheets().setAll(owner.getStylesheets());
    other.getRoot().getStyleClass().removeAll(THEMES);
    owner.getRoot().getStyleClass().stream()
        .filter(THEMES::contains)
        .forEach(other.getRoot().getStyleClass()::add);
  }

  /**
   * Chooses AtlantaFX's theme, dark or light, for all scenes. To be called before the first control
   * is made, which would make JavaFX read its own theme.
   */
  public static void choose(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }

  /** Dresses a scene, dark or light; may be called again to change. */
  public static void apply(Scene scene, boolean dark) {
    choose(dark);
    var sheet = Objects.requireNonNull(Look.class.getResource("triggerscope.css")).toExternalForm();
    if (!scene.getStylesheets().contains(sheet)) {
      scene.getStylesheets().add(sheet);
    }
    scene.getRoot().getStyleClass().removeAll(THEMES);
    scene.getRoot().getStyleClass().add(dark ? "dark" : "light");
  }
}
