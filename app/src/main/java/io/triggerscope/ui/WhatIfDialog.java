package io.triggerscope.ui;

import io.triggerscope.model.BatchingCost;
import io.triggerscope.ui.chart.SavedCurve;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.WhatIfViewModel;
import io.triggerscope.viewmodel.WhatIfViewModel.Comparison;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.HPos;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** What other batching would save and delay: sliders, figures beside today's, and a curve. */
final class WhatIfDialog {

  private static final double STEP = 0.02;

  private final WhatIfViewModel vm;
  private final GridPane figures = new GridPane();
  private final SavedCurve curve = new SavedCurve();

  WhatIfDialog(WhatIfViewModel vm) {
    this.vm = vm;
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    Look.dialog(owner, "What if", pane()).show();
  }

  private DialogPane pane() {
    var pane = new DialogPane();
    pane.setId("what-if");
    pane.getStyleClass().addAll("confirmation", "what-if-dialog");
    var heading = new Label("What if batches were closed otherwise?");
    heading.getStyleClass().add("screen-title");
    var text =
        new Label(
            "The notifications of the range shown are replayed. A longer window or a larger batch"
                + " saves more cache operations, and each notification waits longer for its batch.");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add("muted");
    figures.getStyleClass().add("comparison");
    figures.getColumnConstraints().add(growing());
    for (int i = 0; i < 5; i++) {
      var number = new ColumnConstraints(84);
      number.setHalignment(HPos.RIGHT);
      figures.getColumnConstraints().add(number);
    }
    curve.setId("what-if-curve");
    VBox.setVgrow(curve, Priority.ALWAYS);
    var body = new VBox(heading, text, settings(), figures, curve);
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    pane.lookupButton(ButtonType.CLOSE).setId("what-if-close");
    vm.comparisonProperty().subscribe(this::show);
    return pane;
  }

  private static ColumnConstraints growing() {
    var column = new ColumnConstraints();
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private GridPane settings() {
    var across = new CheckBox("Batch across transactions");
    across.setId("what-if-across");
    across.selectedProperty().bindBidirectional(vm.acrossTransactionsProperty());
    var grid = new GridPane();
    grid.getStyleClass().add("settings");
    var value = new ColumnConstraints(144);
    value.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().setAll(new ColumnConstraints(110), growing(), value);
    grid.addRow(
        0,
        new Label("Window"),
        slider("what-if-window", "Window", vm.windowPositionProperty()),
        value(vm.windowPositionProperty(), () -> Format.window(vm.window())));
    grid.addRow(
        1,
        new Label("Greatest batch"),
        slider("what-if-size", "Greatest batch", vm.sizePositionProperty()),
        value(vm.sizePositionProperty(), () -> Format.count(vm.size(), "notification")));
    grid.add(across, 1, 2);
    return grid;
  }

  private static Slider slider(String id, String name, DoubleProperty position) {
    var slider = new Slider(0, 1, position.get());
    slider.setId(id);
    slider.setAccessibleText(name);
    slider.setBlockIncrement(STEP);
    slider.valueProperty().bindBidirectional(position);
    return slider;
  }

  private static Label value(DoubleProperty position, Supplier<String> text) {
    var label = new Label();
    label.getStyleClass().add("mono");
    label.textProperty().bind(Bindings.createStringBinding(text::get, position));
    return label;
  }

  private void show(@Nullable Comparison comparison) {
    figures.getChildren().clear();
    figures.addRow(
        0,
        muted(""),
        muted("Saved"),
        muted("Cache ops"),
        muted("Batches"),
        muted("Delay p50"),
        muted("Delay p99"));
    if (comparison == null) {
      row(1, "today", "Today", null);
      row(2, "chosen", "Chosen", null);
    } else {
      row(1, "today", "Today: " + comparison.todaySetting(), comparison.today());
      row(2, "chosen", "Chosen: " + comparison.chosenSetting(), comparison.chosen());
    }
    curve.dataProperty().set(comparison);
  }

  private void row(int row, String id, String name, @Nullable BatchingCost cost) {
    figures.addRow(
        row,
        new Label(name),
        figure(id + "-saved", cost == null ? "–" : Format.percent(cost.ops().saved())),
        figure(id + "-ops", cost == null ? "–" : Format.count(cost.ops().batched())),
        figure(id + "-batches", cost == null ? "–" : Format.count(cost.batches())),
        figure(id + "-p50", cost == null ? "–" : Format.duration(cost.delayP50())),
        figure(id + "-p99", cost == null ? "–" : Format.duration(cost.delayP99())));
  }

  private static Label figure(String id, String text) {
    var label = new Label(text);
    label.setId("what-if-" + id);
    label.getStyleClass().add("mono");
    return label;
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }
}
