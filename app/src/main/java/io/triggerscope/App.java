package io.triggerscope;

import io.triggerscope.ui.FileDialogs;
import io.triggerscope.ui.Look;
import io.triggerscope.ui.MainWindow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The JavaFX application: one window on one {@link Wiring}. Confined to the FX thread. */
final class App {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /** What JavaFX takes on Windows, and on the others; any other size it scales to that. */
  private static final List<Integer> ICONS = List.of(32, 128);

  private final Launch launch;
  private final CompletableFuture<Integer> exit;
  private final Wiring wiring;
  private final CompletableFuture<List<Image>> icons;

  private App(
      Launch launch,
      Wiring wiring,
      CompletableFuture<List<Image>> icons,
      CompletableFuture<Integer> exit) {
    this.launch = launch;
    this.wiring = wiring;
    this.icons = icons;
    this.exit = exit;
  }

  /**
   * Runs until the window is closed or the pictures are taken; returns the exit code.
   *
   * @param first done before anything of ours, while JavaFX starts
   * @throws UnsupportedOperationException when there is no display
   * @throws UnsatisfiedLinkError when the system lacks a library that JavaFX needs
   */
  static int run(Launch launch, Runnable first) {
    if (launch.snapshots() != null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    var exit = new CompletableFuture<Integer>();
    var started = new CompletableFuture<Void>();
    // on threads of their own, since JavaFX takes as long to start
    Executor beside = task -> Thread.ofPlatform().daemon().start(task);
    var wiring =
        CompletableFuture.runAsync(first, beside).thenApply(_ -> new Wiring(launch, started));
    var fonts = CompletableFuture.runAsync(Look::loadFonts, beside);
    // their size depends on the screens
    var icons = started.thenApplyAsync(_ -> icons(), beside);
    Platform.setImplicitExit(false);
    Platform.startup(
        () -> {
          started.complete(null);
          try {
            fonts.join();
            new App(launch, wiring.join(), icons, exit).start();
          } catch (RuntimeException e) {
            exit.completeExceptionally(e);
          }
        });
    try {
      return exit.join();
    } finally {
      Platform.exit();
    }
  }

  private static List<Image> icons() {
    return ICONS.stream()
        .map(size -> new Image("/icons/triggerscope-%d.png".formatted(size)))
        .toList();
  }

  private void start() {
    Look.choose(isDark());
    var scene = new Scene(new MainWindow(wiring.window(), new FileDialogs.Native()), WIDTH, HEIGHT);
    follow(scene);
    if (launch.snapshots() == null) {
      show(scene);
    } else {
      takeSnapshots(scene, launch.snapshots());
    }
    wiring.begin();
  }

  private void show(Scene scene) {
    var stage = stage(scene);
    place(stage);
    stage.show();
  }

  /** As small as may be: one larger than the headless screen throws while it is drawn. */
  private void showBriefly(Scene scene) {
    var stage = stage(scene);
    stage.setWidth(stage.getMinWidth());
    stage.setHeight(stage.getMinHeight());
    stage.show();
    Snapshots.after(Duration.seconds(1), stage::close);
  }

  private Stage stage(Scene scene) {
    var stage = new Stage();
    stage.setTitle("TriggerScope");
    stage.getIcons().setAll(icons.join());
    stage.setMinWidth(900);
    stage.setMinHeight(600);
    stage.setScene(scene);
    stage.setOnHidden(_ -> end(0));
    return stage;
  }

  /** Puts the window where it was, if there is still a screen. */
  private void place(Stage stage) {
    var preferences = wiring.preferences();
    var kept = preferences.get("window").split(" ", 5);
    if (kept.length == 5 && Arrays.stream(kept).limit(4).allMatch(n -> n.matches("-?\\d{1,5}"))) {
      var bounds = Arrays.stream(kept).limit(4).mapToInt(Integer::parseInt).toArray();
      if (!Screen.getScreensForRectangle(bounds[0], bounds[1], bounds[2], 40).isEmpty()) {
        stage.setX(bounds[0]);
        stage.setY(bounds[1]);
      }
      stage.setWidth(bounds[2]);
      stage.setHeight(bounds[3]);
      stage.setMaximized(Boolean.parseBoolean(kept[4]));
    }
    Runnable keep =
        () -> {
          // of a maximised window what it was before stays
          if (!stage.isMaximized() && !stage.isIconified()) {
            preferences.put(
                "window",
                "%.0f %.0f %.0f %.0f false"
                    .formatted(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
          } else if (stage.isMaximized()) {
            preferences.put("window", preferences.get("window").replace("false", "true"));
          }
        };
    stage.xProperty().subscribe((_, _) -> keep.run());
    stage.yProperty().subscribe((_, _) -> keep.run());
    stage.widthProperty().subscribe((_, _) -> keep.run());
    stage.heightProperty().subscribe((_, _) -> keep.run());
    stage.maximizedProperty().subscribe((_, _) -> keep.run());
  }

  /** Dresses the scene as the user chose, or as the desktop says. */
  private void follow(Scene scene) {
    Runnable dress = () -> Look.apply(scene, isDark());
    var reducedMotion = wiring.preferences().reducedMotionProperty();
    if (launch.snapshots() == null) {
      reducedMotion.bind(Platform.getPreferences().reducedMotionProperty());
    } else {
      // a picture taken in the midst of a glide shows rows on top of each other
      reducedMotion.set(true);
    }
    Platform.getPreferences().colorSchemeProperty().subscribe(dress);
    wiring.preferences().themeProperty().subscribe(dress);
    dress.run();
  }

  private boolean isDark() {
    return switch (wiring.preferences().themeProperty().get()) {
      case DARK -> true;
      case LIGHT -> false;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  /** Without a window: one larger than the headless screen throws while it is drawn. */
  private void takeSnapshots(Scene scene, Path folder) {
    var snapshots =
        new Snapshots(
            scene,
            wiring.window(),
            folder,
            problem -> {
              if (problem != null) {
                System.err.println(
                    "The pictures could not be written to " + folder + ": " + problem);
                end(2);
              } else if (launch.thenShown()) {
                showBriefly(scene);
              } else {
                end(0);
              }
            });
    var window = wiring.window();
    window
        .screensProperty()
        .subscribe(
            open -> {
              if (open != null) {
                snapshots.takeAfter(launch.runFor());
              }
            });
    window
        .connect()
        .problemProperty()
        .subscribe(
            problem -> {
              if (problem != null) {
                System.err.println(problem);
                end(2);
              }
            });
  }

  private void end(int code) {
    Thread.ofPlatform()
        .name("closing")
        .start(
            () -> {
              wiring.close();
              exit.complete(code);
            });
  }
}
