package io.triggerscope.testing;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.ui.Look;
import io.triggerscope.viewmodel.ConnectionLabel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Threads;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A window on the headless screen with one screen in it, on a session of its own, and a robot to
 * work it.
 *
 * @param <V> the screen's view model
 */
public final class Window<V> implements AutoCloseable {

  public static final FxRobot ROBOT = new FluentTypist();

  private static final int SIDE = 980;

  private final LiveSession session;
  private final Stage stage;

  private final V viewModel;

  private Window(LiveSession session, V viewModel, Stage stage) {
    this.session = session;
    this.viewModel = viewModel;
    this.stage = stage;
  }

  /** Shows a screen, dark. */
  public static <V> Window<V> show(
      ConnectionSettings settings, Function<LiveSession, V> viewModel, Function<V, Parent> view) {
    return show(ConnectionLabel.of("test"), settings, viewModel, view);
  }

  /** Likewise, of a connection of that name and environment. */
  public static <V> Window<V> show(
      ConnectionLabel label,
      ConnectionSettings settings,
      Function<LiveSession, V> viewModel,
      Function<V, Parent> view) {
    try {
      FxToolkit.registerPrimaryStage();
      var stage = FxToolkit.registerStage(Stage::new);
      var session = session(label, settings);
      return fx(
          () -> {
            Look.loadFonts();
            var model = viewModel.apply(session);
            var scene = new Scene(view.apply(model), SIDE, SIDE);
            Look.apply(scene, true);
            stage.setScene(scene);
            stage.show();
            return new Window<>(session, model, stage);
          });
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LiveSession session(ConnectionLabel label, ConnectionSettings settings) {
    var threads = new Threads(Thread.ofVirtual().factory(), Platform::runLater);
    var opened =
        LiveSession.open(label, settings, CascadeRules.shipped(), threads, Clock.systemUTC());
    return switch (opened) {
      case Outcome.Done<LiveSession>(var session) -> session;
      case Outcome.Failed<LiveSession>(var failure) ->
          throw new IllegalStateException(failure.sentence());
    };
  }

  public V viewModel() {
    return viewModel;
  }

  public LiveSession session() {
    return session;
  }

  public Stage stage() {
    return stage;
  }

  public Scene scene() {
    return stage.getScene();
  }

  /** Runs on the FX thread and waits for the result. */
  public static <T> T fx(Callable<T> callable) {
    return WaitForAsyncUtils.waitForAsyncFx(60_000, callable);
  }

  /**
   * Gives a control the focus. To the headless platform every press asks for a context menu too,
   * and one that reaches beyond its screen throws while it is drawn.
   */
  public static FxRobot focus(String query) {
    fx(
        () -> {
          ROBOT.lookup(query).query().requestFocus();
          return true;
        });
    return ROBOT;
  }

  /** Waits for a condition that is looked at on the FX thread. */
  public static void until(Callable<Boolean> condition) {
    await().until(() -> fx(condition));
  }

  public static ConditionFactory await() {
    return Awaitility.await().atMost(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    fx(
        () -> {
          stage.hide();
          return null;
        });
    session.close();
  }
}
