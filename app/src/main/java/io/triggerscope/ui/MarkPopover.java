package io.triggerscope.ui;

import atlantafx.base.controls.Popover;
import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.TimelineMarks;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for the note with which a transaction is marked. Confined to the FX thread. */
final class MarkPopover extends Popover {

  private final TextField note = new TextField();

  MarkPopover(Transaction transaction, TimelineMarks marks) {
    note.setId("mark-note");
    note.setPrefColumnCount(24);
    note.setPromptText("may be empty");
    note.setAccessibleText("Note");
    var mark = new Button("Mark");
    mark.setId("mark-accept");
    mark.getStyleClass().add("accent");
    mark.setDefaultButton(true);
    mark.setOnAction(
        _ -> {
          marks.mark(transaction, note.getText());
          hide();
        });
    var content = new VBox(new Label("Note on the timeline"), note, mark);
    content.getStyleClass().add("interval");
    setContentNode(content);
    setHeaderAlwaysVisible(false);
    setDetachable(false);
    setArrowLocation(ArrowLocation.BOTTOM_CENTER);
  }

  void showAbove(Node owner) {
    show(owner);
    note.requestFocus();
  }
}
