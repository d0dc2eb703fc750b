package io.triggerscope.ui;

import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.WindowViewModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The content of the window: top bar, rail, the chosen screen, status bar. */
public final class MainWindow extends BorderPane {

  private final WindowViewModel window;
  private final StackPane place = new StackPane();
  private final Map<Screen, Node> views = new EnumMap<>(Screen.class);

  public MainWindow(WindowViewModel window) {
    this.window = window;
    getStyleClass().add("main-window");
    setTop(new TopBar(window));
    setLeft(new Rail(window));
    setCenter(place);
    setBottom(new StatusBar(window));
    views.put(Screen.CONNECT, new ConnectView(window.connect()));
    window.screensProperty().subscribe(this::buildViews);
    window.screenProperty().subscribe(this::show);

    var clock = new Timeline(new KeyFrame(Duration.millis(250), _ -> window.tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    clock.play();
  }

  private void buildViews(@Nullable Screens screens) {
    views.keySet().retainAll(Set.of(Screen.CONNECT));
    if (screens != null) {
      var preferences = window.preferences();
      views.put(Screen.TIMELINE, new TimelineView(screens.timeline(), preferences));
      views.put(Screen.CASCADES, new CascadesView(screens.cascades(), preferences));
      views.put(
          Screen.ERRORS,
          new ErrorsView(
              screens.errors(), preferences, () -> window.screenProperty().set(Screen.OPERATIONS)));
      views.put(Screen.HEALTH, new HealthView(screens.health(), preferences));
      views.put(Screen.OPERATIONS, new OperationsView(screens.operations(), preferences));
    }
    show(window.screenProperty().get());
  }

  private void show(Screen screen) {
    var view = views.get(screen);
    if (view != null) {
      place.getChildren().setAll(view);
    }
  }
}
