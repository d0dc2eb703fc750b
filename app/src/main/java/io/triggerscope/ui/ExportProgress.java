package io.triggerscope.ui;

import io.triggerscope.viewmodel.ExportRun;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** How far an export has come, and a way to end it; takes no room while there is none. */
final class ExportProgress extends HBox {

  ExportProgress(ExportRun run) {
    getStyleClass().add("line");
    var bar = new ProgressBar();
    bar.progressProperty().bind(run.fractionProperty());
    var words = new Label();
    words.getStyleClass().addAll("small", "muted");
    words.textProperty().bind(run.progressProperty());
    var cancel = new Button("Cancel");
    cancel.setId("export-cancel");
    cancel.setOnAction(_ -> run.cancel());
    getChildren().addAll(new Label("Exporting"), bar, words, cancel);
    visibleProperty().bind(run.runningProperty());
    managedProperty().bind(visibleProperty());
  }
}
