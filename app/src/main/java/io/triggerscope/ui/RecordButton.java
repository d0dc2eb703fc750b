package io.triggerscope.ui;

import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.RecordingViewModel;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;

/** Begins and ends a recording, and says how far it has come. */
final class RecordButton extends HBox {

  RecordButton(RecordingViewModel vm, Preferences preferences, FileDialogs dialogs) {
    getStyleClass().add("record");
    var dot = new Circle(4);
    dot.getStyleClass().add("dot");
    var progress = new Label();
    progress.setId("record-progress");
    progress.getStyleClass().add("mono");
    progress.setGraphic(dot);
    progress.setMinWidth(USE_PREF_SIZE);
    progress.textProperty().bind(vm.progressProperty());
    progress.visibleProperty().bind(vm.recordingProperty());
    progress.managedProperty().bind(progress.visibleProperty());
    var button = new Button();
    button.setId("record");
    button.setMinWidth(USE_PREF_SIZE);
    button.disableProperty().bind(vm.busyProperty());
    InvalidationListener show =
        _ -> {
          boolean on = vm.recordingProperty().get();
          boolean incomplete = vm.incompleteProperty().get();
          dot.pseudoClassStateChanged(States.GOOD, on && !incomplete);
          dot.pseudoClassStateChanged(States.ATTENTION, on && incomplete);
          button.setText(on ? "Stop recording" : "Record…");
          button.setGraphic(Icons.of(on ? "fth-square" : "fth-circle"));
        };
    vm.recordingProperty().addListener(show);
    vm.incompleteProperty().addListener(show);
    show.invalidated(vm.recordingProperty());
    button.setOnAction(
        _ -> {
          if (vm.recordingProperty().get()) {
            vm.stop();
          } else {
            var name = vm.suggestedName(preferences.zoneProperty().get());
            dialogs.save(getScene().getWindow(), name).ifPresent(vm::start);
          }
        });
    getChildren().addAll(progress, button);
  }
}
