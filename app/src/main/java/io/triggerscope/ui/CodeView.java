package io.triggerscope.ui;

import atlantafx.base.controls.SelectableTextFlow;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.ui.Code.Piece;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;

/**
 * A short text of a language in a bordered box, lightly coloured, folded to its width, scrolling
 * and selectable. Confined to the FX thread.
 */
final class CodeView extends ScrollPane {

  private final SelectableTextFlow flow = new SelectableTextFlow();

  CodeView() {
    getStyleClass().add("code-view");
    flow.getStyleClass().add("code-flow");
    setContent(flow);
    setFitToWidth(true);
  }

  /** Shows another text from its beginning. */
  void show(String text, Language language) {
    flow.setText(Code.pieces(text, language).stream().map(Piece::node).toArray(Text[]::new));
    setVvalue(0);
    setAccessibleText(text);
  }

  String text() {
    return flow.getContentAsString();
  }
}
