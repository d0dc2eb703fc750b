package io.triggerscope.bench;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.ui.FileDialogs;
import io.triggerscope.ui.Look;
import io.triggerscope.ui.MainWindow;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.ConnectionLabel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Threads;
import io.triggerscope.viewmodel.WindowViewModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;

/**
 * How long the window works on the FX thread for each frame of the timeline, with a full ring and
 * notifications coming in from a server: the real window on the headless platform, drawn by
 * software.
 *
 * @param own our own code: what is drawn and what is handed over, in nanoseconds a frame
 * @param frame that, and JavaFX's layout after it
 */
record FrameWork(Histogram own, Histogram frame, int perSecond, double reached) {

  private static final int TRANSACTION = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  static FrameWork run(int perSecond) throws Exception {
    var database = TestPostgres.NEWEST.emptyDatabase();
    var work =
        new FrameWork(
            new Histogram(TimeUnit.SECONDS.toNanos(60), 3),
            new Histogram(TimeUnit.SECONDS.toNanos(60), 3),
            perSecond,
            0);
    var started = new CompletableFuture<WindowViewModel>();
    Platform.startup(() -> started.complete(work.show(database)));
    var window = started.join();
    try (var sender = new Sender(database, TRANSACTION)) {
      while (onFxThread(() -> window.counters().inRing()) < Feed.DEFAULT_CAPACITY) {
        sender.send();
      }
      sender.send(perSecond, WARM_UP);
      onFxThread(
          () -> {
            work.own.reset();
            work.frame.reset();
            return true;
          });
      long before = onFxThread(() -> window.counters().received());
      sender.send(perSecond, MEASURED);
      long received = onFxThread(() -> window.counters().received()) - before;
      return onFxThread(
          () ->
              new FrameWork(
                  work.own.copy(),
                  work.frame.copy(),
                  perSecond,
                  (double) received / MEASURED.toSeconds()));
    } finally {
      window.close();
      Platform.exit();
    }
  }

  private static <T> T onFxThread(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, Platform::runLater).join();
  }

  private WindowViewModel show(ConnectionSettings database) {
    try {
      Look.loadFonts();
      var stopwatch = new Stopwatch();
      var clock = InstantSource.system();
      var threads =
          new Threads(
              Thread.ofVirtual().factory(), task -> Platform.runLater(() -> stopwatch.time(task)));
      var folder = Files.createTempDirectory("bench");
      var file = new ProfileFile(folder.resolve("connections.json"), clock);
      var rules = Rules.in(folder, null, threads, clock);
      var connect = new ConnectViewModel(file, new SystemKeychain(), rules, threads, clock);
      var window = new WindowViewModel(connect, new Preferences(), threads, clock);
      stopwatch.first.start();
      var scene = new Scene(new MainWindow(window, new FileDialogs.Native()), WIDTH, HEIGHT);
      Look.apply(scene, true);
      var stage = new Stage();
      stage.setScene(scene);
      stage.show();
      scene.addPostLayoutPulseListener(stopwatch::laidOut);
      switch (LiveSession.open(
          ConnectionLabel.of("bench"), database, CascadeRules.shipped(), threads, clock)) {
        case Outcome.Done<LiveSession>(var session) -> window.open(session);
        case Outcome.Failed<LiveSession>(var failure) ->
            throw new IllegalStateException(failure.sentence());
      }
      // a timer is called in the order of starting: this one after the window's own
      Platform.runLater(stopwatch.last::start);
      return window;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds up what our code does from one frame to the next. Confined to the FX thread. */
  private final class Stopwatch {

    final AnimationTimer first =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            begun = System.nanoTime();
          }
        };
    final AnimationTimer last =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            own.recordValue(System.nanoTime() - begun + handedOver);
          }
        };
    private long begun;
    private long handedOver;

    void time(Runnable task) {
      long start = System.nanoTime();
      task.run();
      handedOver += System.nanoTime() - start;
    }

    void laidOut() {
      if (begun > 0) {
        frame.recordValue(System.nanoTime() - begun + handedOver);
      }
      handedOver = 0;
    }
  }

  String markdown() {
    return String.format(
        Locale.ROOT,
        """
        The window at %d x %d with a full ring of %,d and %,d notifications a second (%,.0f reached), software rendering; milliseconds a frame on the FX thread, %,d frames.

        | work | p50 | p99 | greatest |
        | --- | ---: | ---: | ---: |
        | our own code | %.2f | %.2f | %.2f |
        | with JavaFX's layout | %.2f | %.2f | %.2f |
        """,
        WIDTH,
        HEIGHT,
        Feed.DEFAULT_CAPACITY,
        perSecond,
        reached,
        own.getTotalCount(),
        own.getValueAtPercentile(50) / 1e6,
        own.getValueAtPercentile(99) / 1e6,
        own.getMaxValue() / 1e6,
        frame.getValueAtPercentile(50) / 1e6,
        frame.getValueAtPercentile(99) / 1e6,
        frame.getMaxValue() / 1e6);
  }
}
