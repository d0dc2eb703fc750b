package io.triggerscope.ui;

import io.triggerscope.viewmodel.DryRunViewModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What a dry run found in a few words, and a button for all of it; nothing before the first. */
final class DryRunLine extends HBox {

  DryRunLine(DryRunViewModel vm) {
    getStyleClass().add("line");
    managedProperty().bind(visibleProperty());
    var summary = new Label();
    summary.setId("dry-run-summary");
    summary.setWrapText(true);
    summary.setMinHeight(USE_PREF_SIZE);
    summary.setMaxWidth(Double.MAX_VALUE);
    summary.getStyleClass().add("sentence");
    HBox.setHgrow(summary, Priority.ALWAYS);
    var details = new Button("Show all…");
    details.setId("dry-run-details");
    details.setMinWidth(Region.USE_PREF_SIZE);
    var result = vm.result();
    details.setOnAction(
        _ -> {
          var run = result.value();
          if (run != null) {
            new DryRunDialog(vm, run).show(getScene().getWindow());
          }
        });
    getChildren().addAll(summary, details);
    result
        .valueProperty()
        .subscribe(
            run -> {
              setVisible(run != null);
              summary.setText(run == null ? "" : "Dry run: " + DryRunViewModel.summary(run));
            });
  }
}
