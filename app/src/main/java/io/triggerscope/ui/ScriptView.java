package io.triggerscope.ui;

import io.triggerscope.ui.Code.Language;
import io.triggerscope.ui.Code.Piece;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/**
 * An SQL script of any length in a bordered box, lightly coloured. Only the lines on view have
 * nodes: a script of a thousand lines has five thousand pieces. Confined to the FX thread.
 */
final class ScriptView extends ListView<List<Piece>> {

  private static final double LINE = 18;

  /** So many lines are seen above one that is to be seen. */
  private static final int LINES_BEFORE = 5;

  private static final int NONE = -1;

  private String text = "";

  /** Which line is to be the first in view at the next layout. */
  private int pendingTop = NONE;

  ScriptView() {
    getStyleClass().add("script-view");
    setPrefHeight(0);
    setFixedCellSize(LINE);
    setCellFactory(_ -> new Line());
    Copying.from(this, this::text);
  }

  /** Shows another script from its beginning. */
  void show(String sql) {
    text = sql;
    getItems().setAll(Code.lines(sql, Language.SQL));
    scrollTo(0);
    setAccessibleText(sql);
  }

  /**
   * Shows another script with one of its lines chosen and in the middle of what is seen.
   *
   * @param line from 1
   */
  void show(String sql, int line) {
    show(sql);
    getSelectionModel().clearAndSelect(line - 1);
    pendingTop = Math.max(0, line - 1 - LINES_BEFORE);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    // before its flow has a height it cannot tell what is in view
    if (pendingTop != NONE
        && getHeight() > LINES_BEFORE * LINE
        && lookup(".virtual-flow") instanceof Parent flow) {
      flow.layout();
      scrollTo(pendingTop);
      pendingTop = NONE;
    }
  }

  String text() {
    return text;
  }

  private static final class Line extends ListCell<List<Piece>> {

    @Override
    protected void updateItem(@Nullable List<Piece> pieces, boolean empty) {
      super.updateItem(pieces, empty);
      setGraphic(
          pieces == null
              ? null
              : new TextFlow(pieces.stream().map(Piece::node).toArray(Node[]::new)));
    }
  }
}
