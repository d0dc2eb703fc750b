package io.triggerscope.ui;

import io.triggerscope.viewmodel.CleanupViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The clean-up of {@code trigger_error_log}: what it would delete, and doing it. */
final class CleanupCard extends StackPane {

  private static final int MOST_DAYS = 3650;

  private final CleanupViewModel vm;
  private final Preferences preferences;
  private final Label wouldDelete = figure("cleanup-would-delete");
  private final Label oldest = figure("cleanup-oldest");
  private final Label wouldKeep = figure("cleanup-would-keep");
  private final Button cleanup = new Button("Clean up…");

  CleanupCard(CleanupViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
    var figures =
        new VBox(
            line("Would delete", wouldDelete),
            line("Oldest", oldest),
            line("Would keep", wouldKeep));
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("cleanup-notice");
    getChildren()
        .add(
            Card.padded(
                "Clean up trigger_error_log",
                retention(),
                figures,
                Sentence.ofProblem(vm.preview().problemProperty(), preferences),
                progress(),
                notice,
                buttons()));
    InvalidationListener show = _ -> show();
    vm.preview().valueProperty().addListener(show);
    vm.runningProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show();
  }

  private HBox retention() {
    var days = new Spinner<Integer>();
    days.setId("cleanup-days");
    days.setEditable(true);
    days.setPrefWidth(88);
    var factory = new IntegerSpinnerValueFactory(1, MOST_DAYS, vm.daysProperty().get());
    days.setValueFactory(factory);
    vm.daysProperty().bind(days.valueProperty());
    days.focusedProperty().addListener((_, _, _) -> days.commitValue());
    days.disableProperty().bind(vm.runningProperty());
    var line =
        new HBox(
            new Label("Keep the last"),
            days,
            new Label("days"),
            new Busy(vm.preview().runningProperty(), vm.preview()::cancel));
    line.getStyleClass().add("line");
    return line;
  }

  private VBox progress() {
    var bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    (double) vm.deletedProperty().get() / Math.max(1, vm.toDeleteProperty().get()),
                vm.deletedProperty(),
                vm.toDeleteProperty()));
    var text = new Label();
    text.setId("cleanup-progress");
    text.getStyleClass().add("muted");
    text.textProperty()
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
    var both = new VBox(bar, text);
    both.getStyleClass().add("column");
    both.visibleProperty().bind(vm.toDeleteProperty().greaterThan(0));
    both.managedProperty().bind(both.visibleProperty());
    return both;
  }

  private HBox buttons() {
    cleanup.setId("cleanup");
    cleanup.getStyleClass().add("danger-text");
    cleanup.setMinWidth(Region.USE_PREF_SIZE);
    cleanup.setOnAction(_ -> confirm());
    var cancel = new Button("Cancel");
    cancel.setId("cleanup-cancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(_ -> vm.cancel());
    cancel.disableProperty().bind(vm.stoppingProperty());
    cancel.visibleProperty().bind(vm.runningProperty());
    cancel.managedProperty().bind(cancel.visibleProperty());
    var line = new HBox(cleanup, cancel, Sentence.saying(vm.access().refusal()));
    line.getStyleClass().add("line");
    return line;
  }

  private void show() {
    var preview = vm.preview().value();
    if (preview != null) {
      var first = preview.oldest();
      wouldDelete.setText(Format.count(preview.rowsToDelete(), "row"));
      wouldKeep.setText(Format.count(preview.rowsToKeep(), "row"));
      oldest.setText(
          first == null
              ? "none"
              : Format.moment(first, vm.now(), preferences.zoneProperty().get()));
    }
    cleanup.setDisable(
        preview == null
            || preview.rowsToDelete() == 0
            || vm.runningProperty().get()
            || !vm.access().refusal().isEmpty());
  }

  private void confirm() {
    var preview = vm.preview().value();
    if (preview == null) {
      return;
    }
    new Confirmation(
            "Delete " + Format.count(preview.rowsToDelete(), "row"),
            "From trigger_error_log on database "
                + vm.access().database()
                + ": all that is older than "
                + Format.count(preview.retentionDays(), "day")
                + ". They cannot be brought back.",
            List.of(
                "deletes " + Format.count(preview.rowsToDelete(), "row"),
                "keeps   " + Format.count(preview.rowsToKeep(), "row"),
                "in batches of " + Format.count(CleanupViewModel.SLICE)),
            "Delete",
            true,
            vm.access())
        .ask(getScene().getWindow(), vm::run);
  }

  private static Label figure(String id) {
    var label = new Label("–");
    label.setId(id);
    label.getStyleClass().add("mono");
    return label;
  }

  private static HBox line(String name, Label figure) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var label = new Label(name);
    label.getStyleClass().add("mono");
    var line = new HBox(label, space, figure);
    line.getStyleClass().add("figure-line");
    return line;
  }
}
