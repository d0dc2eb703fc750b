package io.triggerscope.ui;

import io.triggerscope.viewmodel.ExportViewModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** How far an export has come, and a way to end it; takes no room while there is none. */
final class ExportProgress extends HBox {

  ExportProgress(ExportViewModel vm) {
    getStyleClass().add("line");
    var bar = new ProgressBar();
    bar.progressProperty().bind(vm.fractionProperty());
    var words = new Label();
    words.getStyleClass().addAll("small", "muted");
    words.textProperty().bind(vm.progressProperty());
    var cancel = new Button("Cancel");
    cancel.setId("export-cancel");
    cancel.setOnAction(_ -> vm.cancel());
    getChildren().addAll(new Label("Exporting"), bar, words, cancel);
    visibleProperty().bind(vm.runningProperty());
    managedProperty().bind(visibleProperty());
  }
}
