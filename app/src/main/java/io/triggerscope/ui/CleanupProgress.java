package io.triggerscope.ui;

import io.triggerscope.viewmodel.CleanupViewModel;
import io.triggerscope.viewmodel.CleanupViewModel.State;
import io.triggerscope.viewmodel.Format;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** How far a clean-up has come and how quickly; takes no room before the first. */
final class CleanupProgress extends VBox {

  CleanupProgress(CleanupViewModel vm) {
    getStyleClass().add("column");
    setMinHeight(USE_PREF_SIZE);
    var bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    (double) vm.deletedProperty().get() / Math.max(1, vm.toDeleteProperty().get()),
                vm.deletedProperty(),
                vm.toDeleteProperty()));
    var count = line("cleanup-progress");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Format.count(vm.deletedProperty().get())
                        + " of "
                        + Format.count(vm.toDeleteProperty().get())
                        + " deleted in batches of "
                        + Format.count(CleanupViewModel.SLICE),
                vm.deletedProperty(),
                vm.toDeleteProperty()));
    var pace = line("cleanup-pace");
    pace.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words(vm.stateProperty().get(), vm.paceProperty().get()),
                vm.stateProperty(),
                vm.paceProperty()));
    getChildren().addAll(bar, count, pace);
    visibleProperty().bind(vm.toDeleteProperty().greaterThan(0));
    managedProperty().bind(visibleProperty());
  }

  private static Label line(String id) {
    var label = new Label();
    label.setId(id);
    label.getStyleClass().addAll("muted", "sentence");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.managedProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }

  private static String words(State state, String pace) {
    return switch (state) {
      case IDLE -> "";
      case RUNNING -> pace.isEmpty() ? "Running" : pace;
      case PAUSING -> "Pausing after this batch";
      case PAUSED -> "Paused. Nothing is open on the server.";
      case STOPPING -> "Stopping after this batch";
    };
  }
}
