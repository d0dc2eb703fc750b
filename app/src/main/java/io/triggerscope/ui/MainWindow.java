package io.triggerscope.ui;

import io.triggerscope.model.Environment;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.TriggerError;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.TimelineFilter;
import io.triggerscope.viewmodel.WindowViewModel;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The content of the window: top bar, rail, the chosen screen, status bar. */
public final class MainWindow extends BorderPane {

  private final WindowViewModel window;
  private final FileDialogs dialogs;
  private final StackPane place = new StackPane();
  private final Map<Screen, Node> views = new EnumMap<>(Screen.class);

  /** Null until it was asked for. */
  private @Nullable GuideWindow guide;

  /**
   * @param dialogs how the user chooses files
   */
  public MainWindow(WindowViewModel window, FileDialogs dialogs) {
    this.window = window;
    this.dialogs = dialogs;
    getStyleClass().add("main-window");
    setTop(new TopBar(window, this::showGuide));
    setLeft(new Rail(window));
    setCenter(place);
    setBottom(new StatusBar(window));
    views.put(Screen.CONNECT, new ConnectView(window.connect(), this::chooseCapture));
    window.screensProperty().subscribe(this::buildViews);
    setOnDragOver(
        event -> {
          if (dropped(event.getDragboard()).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
        });
    setOnDragDropped(
        event -> {
          var file = dropped(event.getDragboard());
          file.ifPresent(window.connect()::openCapture);
          event.setDropCompleted(file.isPresent());
        });
    window.screenProperty().subscribe(this::show);
    new Shortcuts(this::go, this::focusFilter, this::showGuide).install(this);

    var clock = new Timeline(new KeyFrame(Duration.millis(250), _ -> window.tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    clock.play();
  }

  private static Optional<Path> dropped(Dragboard board) {
    return board.hasFiles()
        ? board.getFiles().stream().map(File::toPath).filter(FileDialogs::isCapture).findFirst()
        : Optional.empty();
  }

  private void chooseCapture() {
    dialogs.open(getScene().getWindow()).ifPresent(window.connect()::openCapture);
  }

  private void buildViews(@Nullable Screens screens) {
    views.keySet().retainAll(Set.of(Screen.CONNECT));
    pseudoClassStateChanged(
        States.PROD, screens != null && screens.session().environment() == Environment.PROD);
    if (screens != null) {
      var preferences = window.preferences();
      views.put(Screen.TIMELINE, new TimelineView(screens, preferences, dialogs));
      views.put(
          Screen.CASCADES,
          new CascadesView(
              screens.cascades(),
              preferences,
              dialogs,
              user -> {
                screens.timeline().filter().followUser(user);
                window.screenProperty().set(Screen.TIMELINE);
              }));
      views.put(
          Screen.ERRORS,
          new ErrorsView(screens.errors(), preferences, dialogs, new FromErrors(screens)));
      views.put(Screen.HEALTH, new HealthView(screens.health(), preferences));
      var operations = screens.operations();
      views.put(
          Screen.OPERATIONS,
          operations == null
              ? new NoDatabaseView(() -> window.screenProperty().set(Screen.CONNECT))
              : new OperationsView(operations, dialogs, preferences));
    }
    show(window.screenProperty().get());
  }

  /** Where the Errors screen leads. */
  private final class FromErrors implements ErrorLinks {

    /** Time on either side of an error: what its transaction announced came a little later. */
    private static final java.time.Duration AROUND = java.time.Duration.ofSeconds(15);

    private final Screens screens;

    FromErrors(Screens screens) {
      this.screens = screens;
    }

    @Override
    public void toOperations() {
      window.screenProperty().set(Screen.OPERATIONS);
    }

    @Override
    public void toTimeline(TriggerError error) {
      var timeline = screens.timeline();
      timeline.filter().clear();
      timeline.filter().only(TimelineFilter.Field.TRANSACTION, error.batchId());
      var at = error.occurredAt();
      timeline.viewport().show(new TimeRange(at.minus(AROUND), at.plus(AROUND)));
      window.screenProperty().set(Screen.TIMELINE);
    }

    @Override
    public void toTrigger(String table) {
      screens.health().chosenTableProperty().set(table);
      window.screenProperty().set(Screen.HEALTH);
    }
  }

  /** Shows a screen, if there is something to show on it. */
  private void go(Screen screen) {
    if (views.containsKey(screen)) {
      window.screenProperty().set(screen);
    }
  }

  private void showGuide() {
    if (guide == null) {
      guide = new GuideWindow(getScene());
    }
    guide.show(window.screenProperty().get().title());
  }

  private void focusFilter() {
    var field =
        switch (window.screenProperty().get()) {
          case TIMELINE -> place.lookup("#timeline-filter");
          case CASCADES -> place.lookup("#cascades-filter");
          case ERRORS -> place.lookup("#errors-text");
          case CONNECT, HEALTH, OPERATIONS -> null;
        };
    if (field != null) {
      field.requestFocus();
    }
  }

  private void show(Screen screen) {
    var view = views.get(screen);
    if (view != null) {
      place.getChildren().setAll(view);
    }
  }
}
