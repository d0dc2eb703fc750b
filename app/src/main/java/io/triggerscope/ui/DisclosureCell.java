package io.triggerscope.ui;

import io.triggerscope.viewmodel.TimelineRow;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A cell of text behind an arrow that expands the row or folds it, indented by the row's depth. */
final class DisclosureCell extends TableCell<TimelineRow, TimelineRow> {

  private static final PseudoClass EXPANDED = PseudoClass.getPseudoClass("expanded");
  private static final double INDENT = 12;

  private final Function<TimelineRow, String> text;
  private final StackPane arrow = new StackPane(new Region());
  private final Label label = new Label();
  private final HBox content = new HBox(arrow, label);

  DisclosureCell(Function<TimelineRow, String> text, Consumer<TimelineRow> toggle) {
    this.text = text;
    content.getStyleClass().add("disclosure");
    arrow.getStyleClass().add("arrow");
    arrow.getChildren().getFirst().getStyleClass().add("shape");
    label.getStyleClass().add("mono");
    arrow.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          var row = getItem();
          if (row != null) {
            toggle.accept(row);
          }
          event.consume();
        });
  }

  @Override
  protected void updateItem(@Nullable TimelineRow row, boolean empty) {
    super.updateItem(row, empty);
    if (row == null || empty) {
      setGraphic(null);
      return;
    }
    double depth =
        switch (row) {
          case TimelineRow.OfTransaction _ -> 0;
          case TimelineRow.OfBatch _ -> 1;
          case TimelineRow.OfNotification _ -> 2;
        };
    arrow.setTranslateX(depth * INDENT);
    label.setTranslateX(depth * INDENT);
    arrow.setVisible(row.isExpandable());
    arrow.pseudoClassStateChanged(EXPANDED, row.isExpanded());
    label.setText(text.apply(row));
    setGraphic(content);
  }
}
