package io.triggerscope.ui;

import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.SavedConnection;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The Connect screen: kept connections and the demo at the left, the form of one at the right. */
public final class ConnectView extends HBox {

  private static final double LINE = 52;

  private final ConnectViewModel vm;
  private final Runnable openCapture;

  /**
   * @param openCapture lets the user choose a capture
   */
  public ConnectView(ConnectViewModel vm, Runnable openCapture) {
    this.vm = vm;
    this.openCapture = openCapture;
    getStyleClass().addAll("screen", "connect");
    var form = new ConnectionFormCard(vm);
    HBox.setHgrow(form, Priority.ALWAYS);
    getChildren().addAll(connections(), form);
  }

  private Card connections() {
    var blank = new Button("New");
    blank.setId("new-connection");
    blank.setMinWidth(USE_PREF_SIZE);
    blank.setOnAction(_ -> vm.blank());
    var none = new Label("None saved yet. Fill in the form and press Save.");
    none.getStyleClass().addAll("muted", "no-connections");
    none.setWrapText(true);
    none.visibleProperty().bind(Bindings.isEmpty(vm.saved()));
    none.managedProperty().bind(none.visibleProperty());
    var card = new Card("Connections", new VBox(none, list(), boxes())).atEnd(blank);
    card.getStyleClass().add("connections");
    return card;
  }

  private ListView<SavedConnection> list() {
    var list = new ListView<>(vm.saved());
    list.setId("connections");
    list.setFixedCellSize(LINE);
    list.setCellFactory(_ -> new SavedConnectionCell());
    list.prefHeightProperty().bind(Bindings.size(vm.saved()).multiply(LINE));
    list.setMinHeight(0);
    var selection = list.getSelectionModel();
    selection
        .selectedItemProperty()
        .subscribe(
            (_, line) -> {
              if (line != null) {
                vm.selectedProperty().set(line);
              }
            });
    vm.selectedProperty()
        .subscribe(
            line -> {
              if (line == null) {
                selection.clearSelection();
              } else {
                selection.select(line);
              }
            });
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2 && vm.selectedProperty().get() != null) {
            vm.connect();
          }
        });
    return list;
  }

  private Node boxes() {
    var place = new VBox(demo(), capture());
    place.getStyleClass().add("demo-place");
    place.setMinHeight(USE_PREF_SIZE);
    return place;
  }

  private Node demo() {
    var start = new Button("Start the demo");
    start.setId("start-demo");
    start.getStyleClass().add("accent");
    start.setOnAction(_ -> vm.startDemo());
    start.disableProperty().bind(vm.runningProperty());
    return box(
        "Explore the demo",
        "Starts a private PostgreSQL 18 on this computer with the six tables, the triggers and"
            + " a live workload.",
        start);
  }

  private Node capture() {
    var open = new Button("Open capture…");
    open.setId("open-capture");
    open.setOnAction(_ -> openCapture.run());
    open.disableProperty().bind(vm.runningProperty());
    return box(
        "Look at a capture",
        "Shows what was recorded with Record on the timeline, without a database. A capture may"
            + " also be dropped on the window.",
        open);
  }

  private static Node box(String heading, String sentence, Button button) {
    var title = new Label(heading);
    title.getStyleClass().add("strong");
    var text = new Label(sentence);
    text.getStyleClass().add("muted");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    var box = new VBox(title, text, button);
    box.getStyleClass().add("demo-box");
    return box;
  }
}
