package io.triggerscope.ui;

import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.Notice;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is being tried with a connection, and then what came of it, line by line. */
final class ConnectionReport extends VBox {

  private final ConnectViewModel vm;
  private final HBox activity;

  ConnectionReport(ConnectViewModel vm) {
    this.vm = vm;
    setId("connection-report");
    getStyleClass().add("connection-report");
    setMinHeight(USE_PREF_SIZE);
    var doing = new Label();
    doing.textProperty().bind(vm.activityProperty());
    doing.setWrapText(true);
    activity = new HBox(doing, new Busy(vm.runningProperty(), vm::cancel));
    activity.getStyleClass().add("line");
    managedProperty().bind(visibleProperty());
    vm.reportProperty().subscribe(this::show);
    vm.activityProperty().subscribe(this::show);
    show();
  }

  private void show() {
    boolean active = !vm.activityProperty().get().isEmpty();
    var lines = vm.reportProperty().get();
    setVisible(active || !lines.isEmpty());
    getChildren().setAll(lines.stream().map(ConnectionReport::line).toList());
    if (active) {
      getChildren().addFirst(activity);
    }
  }

  private static Node line(Notice notice) {
    var mark = new Label();
    mark.getStyleClass().add("mark");
    mark.setMinWidth(USE_PREF_SIZE);
    var sentence = new Label(notice.sentence());
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    var tone =
        switch (notice.tone()) {
          case GOOD -> {
            mark.setText("✓");
            yield "good";
          }
          case ATTENTION -> {
            mark.setText("!");
            yield "attention";
          }
          case FAILED -> {
            mark.setText("✗");
            yield "failed";
          }
        };
    mark.getStyleClass().add(tone);
    sentence.getStyleClass().add(tone);
    var line = new HBox(mark, sentence);
    line.getStyleClass().add("report-line");
    return line;
  }
}
