package io.triggerscope.ui;

import atlantafx.base.controls.Popover;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for a note before something is done. Confined to the FX thread. */
final class NotePopover extends Popover {

  private final TextField note = new TextField();

  /**
   * @param question what the note is for
   * @param verb on the button
   * @param id with which the ids of field and button begin
   * @param accepted told the note, which may be empty
   */
  NotePopover(String question, String verb, String id, Consumer<String> accepted) {
    note.setId(id + "-note");
    note.setPrefColumnCount(24);
    note.setPromptText("may be empty");
    note.setAccessibleText("Note");
    var accept = new Button(verb);
    accept.setId(id + "-accept");
    accept.getStyleClass().add("accent");
    accept.setDefaultButton(true);
    accept.setOnAction(
        _ -> {
          accepted.accept(note.getText());
          hide();
        });
    var content = new VBox(new Label(question), note, accept);
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
