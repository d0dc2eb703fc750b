package io.triggerscope.ui;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.RelationLock;
import io.triggerscope.viewmodel.DryRunViewModel;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The locks that a dry run took, and who holds now what conflicts with them. */
final class LockLines extends GridPane {

  private final DryRunViewModel vm;

  LockLines(DryRunViewModel vm) {
    this.vm = vm;
    getStyleClass().add("lock-lines");
    var growing = new ColumnConstraints();
    growing.setHgrow(Priority.ALWAYS);
    var asWide = new ColumnConstraints();
    asWide.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().setAll(asWide, asWide, growing);
    managedProperty().bind(visibleProperty());
    InvalidationListener show = _ -> show(vm.result().value());
    vm.result().valueProperty().addListener(show);
    vm.holders().valueProperty().addListener(show);
    show(vm.result().value());
  }

  private void show(@Nullable DryRun run) {
    getChildren().clear();
    setVisible(run != null && !run.locks().isEmpty());
    if (run != null) {
      for (var lock : run.locks()) {
        addRow(getRowCount(), cells(lock));
      }
    }
  }

  private Node[] cells(RelationLock lock) {
    var holding = label(vm.holding(lock), "mono", vm.isFree(lock) ? "muted" : "failed");
    holding.setWrapText(true);
    holding.setMinHeight(USE_PREF_SIZE);
    return new Node[] {
      label(lock.relation(), "mono"), label(lock.mode().word(), "mono", "attention"), holding
    };
  }

  private static Label label(String text, String... styles) {
    var label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }
}
