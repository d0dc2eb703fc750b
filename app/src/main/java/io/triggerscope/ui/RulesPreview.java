package io.triggerscope.ui;

import io.triggerscope.model.CacheOps;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.RulesViewModel;
import io.triggerscope.viewmodel.RulesViewModel.Preview;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** What the same notifications cost by the saved rules and by the edited ones. */
final class RulesPreview extends GridPane {

  private record Line(String name, String id, Function<CacheOps, String> figure) {}

  private static final List<Line> LINES =
      List.of(
          new Line("Naïve cache ops", "naive", ops -> Format.count(ops.naive())),
          new Line("Batched cache ops", "batched", ops -> Format.count(ops.batched())),
          new Line("Saved", "saved", ops -> Format.percent(ops.saved())));

  RulesPreview(RulesViewModel vm) {
    setId("rules-preview");
    getStyleClass().add("comparison");
    var name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    var number = new ColumnConstraints(140);
    number.setHalignment(HPos.RIGHT);
    getColumnConstraints().setAll(name, number, number);
    vm.previewProperty().subscribe(this::show);
  }

  private void show(@Nullable Preview preview) {
    getChildren().clear();
    addRow(0, muted("The range and filter shown"), muted("Saved rules"), muted("Edited rules"));
    for (var line : LINES) {
      addRow(
          getRowCount(),
          new Label(line.name),
          figure(preview == null ? null : preview.saved(), line, "saved"),
          figure(preview == null ? null : preview.edited(), line, "edited"));
    }
  }

  private static Label figure(@Nullable CacheOps ops, Line line, String rules) {
    var label = new Label(ops == null ? "–" : line.figure.apply(ops));
    label.setId("preview-" + line.id + "-" + rules);
    label.getStyleClass().add("mono");
    return label;
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }
}
