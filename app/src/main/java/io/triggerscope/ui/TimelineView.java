package io.triggerscope.ui;

import io.triggerscope.ui.chart.TimelineCanvas;
import io.triggerscope.viewmodel.CaptureSession;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.Session;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/**
 * The timeline screen: tool bar, canvas, table of transactions and the detail of the chosen one.
 */
final class TimelineView extends VBox {

  private static final long FRAME_NANOS = 33_000_000;

  private final TimelineViewModel timeline;
  private final TimelineCanvas canvas;

  TimelineView(Screens screens, Preferences preferences, FileDialogs dialogs) {
    this.timeline = screens.timeline();
    this.canvas = new TimelineCanvas(timeline, preferences);
    getStyleClass().add("screen");

    var picture = new StackPane(canvas, emptyState(screens.session()));
    picture.getStyleClass().add("card");
    var table = new TransactionTable(timeline, preferences);
    var detail = new TransactionDetail(timeline.selectedProperty());
    var lower = new SplitPane(table, detail);
    lower.setDividerPositions(0.705);
    SplitPane.setResizableWithParent(detail, false);
    var halves = new SplitPane(picture, lower);
    halves.setOrientation(Orientation.VERTICAL);
    halves.setDividerPositions(0.53);
    VBox.setVgrow(halves, Priority.ALWAYS);
    getChildren().addAll(heads(screens, preferences, dialogs));
    getChildren().add(halves);

    var frames = new Frames();
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                frames.stop();
              } else {
                frames.start();
              }
            });
    preferences.zoneProperty().addListener((_, _, _) -> canvas.draw());
  }

  /** The tool bar, and what is to be said below it. */
  private List<Node> heads(Screens screens, Preferences preferences, FileDialogs dialogs) {
    var bar = new HBox();
    bar.getStyleClass().add("toolbar");
    var title = new Label("Timeline");
    title.getStyleClass().add("screen-title");
    title.setMinWidth(USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var recording = screens.recording();
    if (recording != null) {
      var record = new RecordButton(recording, preferences, dialogs);
      bar.getChildren().addAll(title, following(), pause(), spanMenu(), space, record);
      return List.of(bar, Sentence.of(recording.noticeProperty(), preferences));
    }
    bar.getChildren().addAll(title, spanMenu());
    var heads = new ArrayList<Node>(List.of(bar));
    if (screens.session() instanceof CaptureSession capture) {
      bar.getChildren().add(whole(capture));
      capture.notes().forEach(note -> heads.add(Sentence.attention(note)));
    }
    return heads;
  }

  private Button whole(CaptureSession capture) {
    var whole = new Button("Whole capture");
    whole.setId("whole-capture");
    whole.setOnAction(_ -> timeline.showWhole(capture.range()));
    return whole;
  }

  private Button following() {
    var following = new Button();
    following.setId("follow");
    following.getStyleClass().add("pill");
    var dot = new Circle(4);
    dot.getStyleClass().add("dot");
    following.setGraphic(dot);
    timeline
        .followingProperty()
        .subscribe(
            on -> dot.pseudoClassStateChanged(States.GOOD, on && !timeline.pausedProperty().get()));
    timeline
        .pausedProperty()
        .subscribe(
            on ->
                dot.pseudoClassStateChanged(
                    States.GOOD, !on && timeline.followingProperty().get()));
    following
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::followText,
                timeline.followingProperty(),
                timeline.pausedProperty(),
                timeline.waitingProperty()));
    following.setOnAction(_ -> timeline.follow());
    return following;
  }

  private ToggleButton pause() {
    var pause = new ToggleButton("Pause view");
    pause.setId("pause");
    pause.setGraphic(Icons.of("fth-pause"));
    pause.selectedProperty().bindBidirectional(timeline.pausedProperty());
    return pause;
  }

  private String followText() {
    if (timeline.followingProperty().get() && !timeline.pausedProperty().get()) {
      return "Following";
    }
    var state = timeline.pausedProperty().get() ? "Paused" : "Not following";
    var waiting = timeline.waitingProperty().get();
    return waiting == 0 ? state : state + " · " + Format.count(waiting) + " new";
  }

  private MenuButton spanMenu() {
    var menu = new MenuButton();
    menu.setId("span");
    menu.textProperty().bind(timeline.visibleProperty().map(range -> Format.span(range.span())));
    for (var span : TimelineViewModel.SPANS) {
      var item = new MenuItem(Format.span(span));
      item.setOnAction(_ -> timeline.showSpan(span));
      menu.getItems().add(item);
    }
    return menu;
  }

  private EmptyState emptyState(Session session) {
    var empty =
        switch (session) {
          case LiveSession _ ->
              new EmptyState(
                  "No notifications yet",
                  "Each change in a watched table appears here as soon as it is committed. To see"
                      + " one now, change a row, or run test_cache_invalidation() in Operations.");
          case CaptureSession _ ->
              new EmptyState(
                  "Nothing arrived while this was recorded", "The capture holds no notification.");
        };
    empty.setMouseTransparent(true);
    empty.visibleProperty().bind(timeline.emptyProperty());
    return empty;
  }

  /** Keeps the view model and the picture up to date; runs while the screen is shown. */
  private final class Frames extends AnimationTimer {
    private long last;

    @Override
    public void handle(long nanos) {
      if (nanos - last >= FRAME_NANOS) {
        last = nanos;
        timeline.tick();
        canvas.draw();
      }
    }
  }
}
