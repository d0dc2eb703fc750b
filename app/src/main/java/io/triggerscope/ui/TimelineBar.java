package io.triggerscope.ui;

import io.triggerscope.viewmodel.CaptureSession;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.SavedFilters;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.SendTestViewModel;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TimelineViewport;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Circle;

/** The tool bar of the timeline. Where there is little room, buttons are their icons alone. */
final class TimelineBar extends HBox {

  private static final double ROOMY = 1_240;

  private final TimelineViewModel timeline;
  private final TimelineViewport viewport;
  private final Preferences preferences;
  private final List<Labeled> shrinking = new ArrayList<>();
  private final FilterField filter;

  TimelineBar(Screens screens, Preferences preferences, FileDialogs dialogs) {
    this.timeline = screens.timeline();
    this.viewport = timeline.viewport();
    this.preferences = preferences;
    this.filter = new FilterField(timeline.filter());
    getStyleClass().add("toolbar");
    var title = new Label("Timeline");
    title.getStyleClass().add("screen-title");
    title.setMinWidth(USE_PREF_SIZE);
    getChildren().add(title);
    switch (screens.session()) {
      case LiveSession _ -> getChildren().addAll(following(), pause(), spanMenu());
      case CaptureSession capture -> getChildren().addAll(spanMenu(), whole(capture));
    }
    HBox.setHgrow(filter, Priority.ALWAYS);
    var saved = new SavedFiltersMenu(new SavedFilters(preferences), timeline.filter());
    getChildren().addAll(filter, matches(), shrinking(saved));
    var recording = screens.recording();
    if (recording != null) {
      getChildren().add(new RecordButton(recording, preferences, dialogs));
    }
    var sendTest = screens.sendTest();
    if (sendTest != null) {
      getChildren().add(sendTest(sendTest));
    }
    var export = new TimelineExportMenu(timeline.export(), preferences, dialogs);
    getChildren().addAll(shrinking(export), undoClear(), clear());
    widthProperty().subscribe(width -> shrink(width.doubleValue() < ROOMY));
  }

  /** Where one writes what to look for. */
  FilterField filter() {
    return filter;
  }

  private void shrink(boolean narrow) {
    for (var labeled : shrinking) {
      labeled.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }
  }

  private <L extends Labeled> L shrinking(L labeled) {
    labeled.setMinWidth(USE_PREF_SIZE);
    labeled.setTooltip(new Tooltip(labeled.getText()));
    labeled.setAccessibleText(labeled.getText());
    shrinking.add(labeled);
    return labeled;
  }

  private Button following() {
    var following = new Button();
    following.setId("follow");
    following.getStyleClass().add("pill");
    following.setMinWidth(USE_PREF_SIZE);
    var dot = new Circle(4);
    dot.getStyleClass().add("dot");
    following.setGraphic(dot);
    Runnable light = () -> dot.pseudoClassStateChanged(States.GOOD, isLive());
    viewport.followingProperty().subscribe(light);
    paused().subscribe(light);
    light.run();
    following
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::followText,
                viewport.followingProperty(),
                paused(),
                timeline.waitingProperty()));
    following.setOnAction(_ -> timeline.follow());
    return following;
  }

  private BooleanProperty paused() {
    return timeline.pausedProperty();
  }

  private boolean isLive() {
    return viewport.followingProperty().get() && !paused().get();
  }

  private String followText() {
    if (isLive()) {
      return "Following";
    }
    var state = paused().get() ? "Paused" : "Not following";
    var waiting = timeline.waitingProperty().get();
    return waiting == 0 ? state : state + " · " + Format.count(waiting) + " new";
  }

  private ToggleButton pause() {
    var pause = new ToggleButton("Pause view");
    pause.setId("pause");
    pause.setGraphic(Icons.of("fth-pause"));
    pause.selectedProperty().bindBidirectional(paused());
    return shrinking(pause);
  }

  private MenuButton spanMenu() {
    var menu = new MenuButton();
    menu.setId("span");
    menu.setMinWidth(USE_PREF_SIZE);
    menu.textProperty().bind(viewport.visibleProperty().map(range -> Format.span(range.span())));
    for (var span : TimelineViewport.SPANS) {
      var item = new MenuItem(Format.span(span));
      item.setOnAction(_ -> viewport.showSpan(span));
      menu.getItems().add(item);
    }
    var all = new MenuItem("All that is held");
    all.setId("span-all");
    all.setOnAction(_ -> timeline.fitAll());
    var exact = new MenuItem("Exact interval…");
    exact.setId("span-exact");
    exact.setOnAction(
        _ ->
            new IntervalPopover(
                    viewport.visibleProperty().get(),
                    viewport.nowProperty().get(),
                    preferences,
                    viewport::show)
                .showBelow(menu));
    menu.getItems().addAll(new SeparatorMenuItem(), all, exact);
    return menu;
  }

  private Button whole(CaptureSession capture) {
    var whole = new Button("Whole capture");
    whole.setId("whole-capture");
    whole.setMinWidth(USE_PREF_SIZE);
    whole.setOnAction(_ -> timeline.showWhole(capture.range()));
    return whole;
  }

  /** How much the filter leaves, while there is one. */
  private Label matches() {
    var matches = new Label();
    matches.setId("timeline-matches");
    matches.getStyleClass().addAll("muted", "small");
    matches.setMinWidth(USE_PREF_SIZE);
    var active = timeline.filter().activeProperty();
    matches
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    active.getValue()
                        ? Format.count(timeline.matchesProperty().get())
                            + " of "
                            + Format.count(timeline.held())
                        : "",
                timeline.matchesProperty(),
                active));
    matches.managedProperty().bind(matches.textProperty().isNotEmpty());
    return matches;
  }

  private Button sendTest(SendTestViewModel vm) {
    var send = new Button("Send test…", Icons.of("fth-send"));
    send.setId("send-test");
    if (vm.access().refusal().isEmpty()) {
      send.disableProperty().bind(vm.runningProperty());
    } else {
      send.setDisable(true);
    }
    send.setOnAction(
        _ ->
            new Confirmation(
                    "Send a test notification",
                    "On channel %s of database %s. It is of the table triggerscope_test, which no"
                            .formatted(vm.channel(), vm.access().database())
                        + " cascade rule names, and of the operation TEST. Every listener of the"
                        + " channel receives it.",
                    vm.statement().strip().lines().toList(),
                    "Send the test",
                    false,
                    vm.access())
                .ask(getScene().getWindow(), vm::send));
    return shrinking(send);
  }

  private Button clear() {
    var clear = new Button("Clear", Icons.of("fth-slash"));
    clear.setId("timeline-clear");
    clear.setOnAction(_ -> timeline.clear());
    return shrinking(clear);
  }

  private Button undoClear() {
    var undo = new Button("Undo clear", Icons.of("fth-rotate-ccw"));
    undo.setId("timeline-undo-clear");
    undo.setOnAction(_ -> timeline.undoClear());
    undo.visibleProperty().bind(timeline.clearedProperty());
    undo.managedProperty().bind(undo.visibleProperty());
    return shrinking(undo);
  }
}
