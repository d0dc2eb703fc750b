package io.triggerscope.ui;

import atlantafx.base.controls.Popover;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.viewmodel.IntervalInput;
import io.triggerscope.viewmodel.Preferences;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Asks for the two ends of a stretch of time, to the millisecond. Confined to the FX thread. */
final class IntervalPopover extends Popover {

  private final Instant now;
  private final Preferences preferences;
  private final TextField from = field("interval-from", "From");
  private final TextField to = field("interval-to", "To");
  private final Label problem = new Label();
  private final Consumer<TimeRange> accepted;

  /**
   * @param range what it proposes
   * @param now which day is today
   * @param accepted told what was written
   */
  IntervalPopover(
      TimeRange range, Instant now, Preferences preferences, Consumer<TimeRange> accepted) {
    this.now = now;
    this.preferences = preferences;
    this.accepted = accepted;
    var zone = preferences.zoneProperty().get();
    from.setText(IntervalInput.text(range.from(), zone));
    to.setText(IntervalInput.text(range.to(), zone));
    problem.getStyleClass().addAll("small", "failed");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    var show = new Button("Show");
    show.setId("interval-show");
    show.getStyleClass().add("accent");
    show.setDefaultButton(true);
    show.setOnAction(_ -> accept());
    var grid = new GridPane(8, 8);
    grid.addRow(0, new Label("From"), from);
    grid.addRow(1, new Label("To"), to);
    var note =
        new Label(
            "Times are in "
                + zone.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                + "; the day may be left out.");
    note.getStyleClass().addAll("muted", "small");
    var content = new VBox(grid, note, problem, show);
    content.getStyleClass().add("interval");
    setContentNode(content);
    setHeaderAlwaysVisible(false);
    setDetachable(false);
    setArrowLocation(ArrowLocation.TOP_LEFT);
  }

  private static TextField field(String id, String name) {
    var field = new TextField();
    field.setId(id);
    field.getStyleClass().add("mono");
    field.setPrefColumnCount(23);
    field.setAccessibleText(name);
    return field;
  }

  void showBelow(Node owner) {
    show(owner);
    from.requestFocus();
    from.selectAll();
  }

  private void accept() {
    var zone = preferences.zoneProperty().get();
    switch (IntervalInput.parse(from.getText(), to.getText(), zone, now)) {
      case Outcome.Done<TimeRange>(var range) -> {
        accepted.accept(range);
        hide();
      }
      case Outcome.Failed<TimeRange>(var failure) -> problem.setText(failure.message());
    }
  }
}
