package io.triggerscope.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * One result with its sign, its name and a word on it; what it found besides opens with a click,
 * Enter or space, and is open from the start where it is bad news. Confined to the FX thread.
 */
final class ResultLine extends VBox {

  /** How a result is marked. */
  enum Sign {
    PASSED("✓", "good"),
    FAILED("✗", "failed"),
    OPEN("–", "muted");

    private final String mark;
    private final String tone;

    Sign(String mark, String tone) {
      this.mark = mark;
      this.tone = tone;
    }
  }

  private final HBox head = new HBox();

  ResultLine(Sign sign, String name, String word, String detail) {
    getStyleClass().add("result-line");
    var mark = new Label(sign.mark);
    mark.getStyleClass().addAll("mono", sign.tone);
    mark.setMinWidth(Region.USE_PREF_SIZE);
    var title = new Label(name);
    title.getStyleClass().add("mono");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var said = new Label(word);
    said.getStyleClass().addAll("mono", sign == Sign.FAILED ? "failed" : "muted");
    said.setMinWidth(Region.USE_PREF_SIZE);
    head.getChildren().addAll(mark, title, space, said);
    head.getStyleClass().add("head");
    getChildren().add(head);
    setAccessibleText(sign.mark + " " + name + " " + word);
    if (!detail.isEmpty()) {
      add(detail, sign != Sign.PASSED);
    }
  }

  private void add(String text, boolean open) {
    var detail = new Label(text);
    detail.getStyleClass().addAll("mono", "muted", "detail");
    detail.setWrapText(true);
    detail.setMinHeight(Region.USE_PREF_SIZE);
    detail.managedProperty().bind(detail.visibleProperty());
    detail.setVisible(open);
    getChildren().add(detail);
    var arrow = Icons.of("fth-chevron-right");
    head.getChildren().add(arrow);
    detail
        .visibleProperty()
        .subscribe(shown -> arrow.setIconLiteral(shown ? "fth-chevron-down" : "fth-chevron-right"));
    getStyleClass().add("foldable");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TITLED_PANE);
    setOnMouseClicked(_ -> detail.setVisible(!detail.isVisible()));
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            detail.setVisible(!detail.isVisible());
            event.consume();
          }
        });
  }
}
