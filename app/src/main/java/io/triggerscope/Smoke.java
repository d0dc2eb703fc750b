package io.triggerscope;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences.Theme;
import io.triggerscope.viewmodel.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.text.Font;
import javafx.stage.Stage;

/**
 * {@code --smoke}: starts every part once, as a user would meet it, and prints a line for each:
 * {@code ok} or {@code FAILED}, the part, and what was seen. Used once, by one thread.
 */
final class Smoke {

  /** For each part by itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration BEFORE_PICTURES = Duration.ofSeconds(2);

  /** Text, lines and chips of an empty screen have more, also in one theme. */
  private static final int COLOURS = 16;

  /** What JavaFX has for windows and graphics cards of this system. */
  private static final Pattern DISPLAY =
      Pattern.compile("com/sun/(glass/ui/(gtk|mac|win)|prism/(es2|d3d|mtl))/[^/]+\\.class");

  private static final String KEYCHAIN_LOGIN = "smoke";

  private static final Outcome<String> NO_ANSWER =
      new Outcome.Failed<>(
          new Failure.NoKeychain("It gave no answer within " + Format.duration(PATIENCE) + "."));

  private static final List<String> FONTS = List.of("Inter", "JetBrains Mono");

  private final ToIntFunction<Launch> window;
  private final PrintWriter out;

  /** A part that does not work, and why. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Broken(String why) {
      super(why);
      this.why = why;
    }
  }

  private interface Part {
    /** What was seen, in a few words. */
    String start() throws Broken, IOException;
  }

  /**
   * @param window runs the window as the launch says and returns its exit code
   */
  Smoke(ToIntFunction<Launch> window, PrintWriter out) {
    this.window = window;
    this.out = out;
  }

  /** Whether every part works. A part that needs a broken one is not tried. */
  boolean passes(Display display) {
    say("ok", "Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    say("ok", "display", display.obstacle().orElse("Can show a window."));
    return works("keychain", Smoke::keychain) && onTheDemo(display);
  }

  private boolean onTheDemo(Display display) {
    return switch (DemoDatabase.start(0)) {
      case Outcome.Done<DemoDatabase>(var database) -> {
        try (database;
            var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
          workload.start();
          var settings = database.settings();
          say("ok", "demo database", settings.place());
          boolean live =
              works("driver", () -> driver(settings)) && works("feed", () -> feed(settings));
          yield live
              && works("window", () -> window(display, settings))
              && works("fonts", Smoke::fonts)
              && works("toolkit", Smoke::toolkit);
        }
      }
      case Outcome.Failed<DemoDatabase>(var failure) -> {
        say("FAILED", "demo database", failure.message());
        yield false;
      }
    };
  }

  private boolean works(String name, Part part) {
    try {
      say("ok", name, part.start());
      return true;
    } catch (Broken e) {
      say("FAILED", name, e.why);
      return false;
    } catch (IOException | RuntimeException e) {
      say("FAILED", name, e.toString());
      return false;
    }
  }

  private void say(String verdict, String part, String seen) {
    out.println("%-7s %-14s %s".formatted(verdict, part, seen));
    out.flush();
  }

  /** Keeps a password for a moment. Without a keychain all works but for keeping passwords. */
  private static String keychain() throws Broken {
    var password = UUID.randomUUID().toString();
    var kept =
        CompletableFuture.supplyAsync(
                () -> new SystemKeychain().keep(KEYCHAIN_LOGIN, password), Smoke::beside)
            .completeOnTimeout(NO_ANSWER, PATIENCE.toSeconds(), SECONDS)
            .join();
    if (kept instanceof Outcome.Failed<String>(var failure)) {
      return "Not here: " + failure.message();
    }
    var read = new SystemKeychain().password(KEYCHAIN_LOGIN);
    var forgotten = new SystemKeychain().forget(KEYCHAIN_LOGIN);
    if (!read.equals(new Outcome.Done<>(password)) || forgotten instanceof Outcome.Failed) {
      throw new Broken("What was kept is not given back and forgotten.");
    }
    return "Keeps a password, gives it back, and forgets it.";
  }

  private static void beside(Runnable task) {
    Thread.ofPlatform().daemon().start(task);
  }

  private static String driver(ConnectionSettings settings) throws Broken {
    try (var target = open(settings)) {
      return "PostgreSQL %s answers.".formatted(target.server().version());
    }
  }

  private static String feed(ConnectionSettings settings) throws Broken {
    var clock = InstantSource.system();
    var first = new CompletableFuture<FeedCounters>().orTimeout(PATIENCE.toSeconds(), SECONDS);
    try (var target = open(settings);
        var feed =
            new Feed(
                new Recorder(new ReadAhead(new ListenConnection(target, clock)), clock),
                CascadeRules.shipped(),
                snapshot -> {
                  if (snapshot.counters().batches() > 0) {
                    first.complete(snapshot.counters());
                  }
                })) {
      feed.start();
      return Format.count(first.join().received(), "notification") + " received and batched.";
    } catch (CompletionException e) {
      throw new Broken("No batch came within " + Format.duration(PATIENCE) + ".");
    }
  }

  private static Target open(ConnectionSettings settings) throws Broken {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> target;
      case Outcome.Failed<Target>(var failure) -> throw new Broken(failure.sentence());
    };
  }

  private String window(Display display, ConnectionSettings settings) throws Broken, IOException {
    var obstacle = display.obstacleToPictures();
    if (obstacle.isPresent()) {
      throw new Broken(obstacle.get());
    }
    var folder = Files.createTempDirectory("triggerscope-smoke-");
    try {
      var launch =
          new Launch(false, settings, null, null, Theme.SYSTEM, folder, BEFORE_PICTURES, true);
      int code =
          CompletableFuture.supplyAsync(() -> window.applyAsInt(launch), Smoke::beside)
              .orTimeout(PATIENCE.toSeconds(), SECONDS)
              .join();
      if (code != 0) {
        throw new Broken("It ended with exit code " + code + ".");
      }
      for (var screen : Screen.values()) {
        check(screen, Snapshots.file(folder, screen, true), Snapshots.file(folder, screen, false));
      }
      return "JavaFX %s drew %d screens, dark and light, and opened a window."
          .formatted(System.getProperty("javafx.runtime.version"), Screen.values().length);
    } finally {
      remove(folder);
    }
  }

  private static void check(Screen screen, Path dark, Path light) throws Broken {
    double darkness = brightness(screen, dark);
    double lightness = brightness(screen, light);
    if (darkness >= lightness) {
      throw new Broken("The two themes of the screen %s look alike.".formatted(screen.title()));
    }
  }

  /** The mean of its pixels, 0 to 255. */
  private static double brightness(Screen screen, Path file) throws Broken {
    var picture = new Image(file.toUri().toString());
    if (picture.isError()) {
      throw new Broken("The screen %s was not drawn.".formatted(screen.title()));
    }
    int width = (int) picture.getWidth();
    var pixels = new int[width * (int) picture.getHeight()];
    picture
        .getPixelReader()
        .getPixels(
            0, 0, width, pixels.length / width, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    if (Arrays.stream(pixels).distinct().limit(COLOURS).count() < COLOURS) {
      throw new Broken("The screen %s is blank.".formatted(screen.title()));
    }
    // green weighs most in what the eye takes for bright
    return Arrays.stream(pixels).map(pixel -> pixel >> 8 & 0xff).average().orElse(0);
  }

  private static String fonts() throws Broken {
    var known = Font.getFamilies();
    if (!known.containsAll(FONTS)) {
      throw new Broken("The bundled fonts are not known to JavaFX, which has " + known + ".");
    }
    return String.join(", ", FONTS) + ".";
  }

  /** Loads the classes that only a window on a display needs. */
  private static String toolkit() throws Broken, IOException {
    var module = Stage.class.getModule();
    var configuration = module.getLayer().configuration();
    try (var files = configuration.findModule(module.getName()).orElseThrow().reference().open()) {
      var classes =
          files
              .list()
              .filter(file -> DISPLAY.matcher(file).matches())
              .map(file -> file.replace('/', '.').replaceFirst("\\.class$", ""))
              .toList();
      for (var name : classes) {
        if (Class.forName(module, name) == null) {
          throw new Broken("JavaFX lacks its class " + name + ".");
        }
      }
      if (classes.isEmpty()) {
        throw new Broken("JavaFX has no windows for this system.");
      }
      return "%d of JavaFX's classes for windows of this system.".formatted(classes.size());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
