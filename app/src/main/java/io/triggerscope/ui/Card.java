package io.triggerscope.ui;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A bordered box with a title line, to which nodes can be added at the right, and a content. */
final class Card extends VBox {

  private final HBox header = new HBox();
  private final Label title = new Label();

  /** A card whose content fills it to the border, as a table does. */
  Card(String title, Node content) {
    getStyleClass().add("card");
    header.getStyleClass().add("card-header");
    this.title.setText(title);
    this.title.getStyleClass().addAll("strong", "card-title");
    this.title.setMinWidth(Region.USE_PREF_SIZE);
    header.getChildren().add(this.title);
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(header, content);
  }

  /** A card whose content keeps 12 px from the border. */
  static Card padded(String title, Node... content) {
    var body = new VBox(content);
    body.getStyleClass().add("card-body");
    return new Card(title, body);
  }

  StringProperty titleProperty() {
    return title.textProperty();
  }

  /** Cuts the title, which may be of any length, where there is no room for it. */
  Card cuttingTitle() {
    title.setMinWidth(0);
    return this;
  }

  /** Adds nodes behind the title. */
  Card beside(Node... nodes) {
    header.getChildren().addAll(nodes);
    return this;
  }

  /** Adds nodes at the right end of the title line. */
  Card atEnd(Node... nodes) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    header.getChildren().add(space);
    header.getChildren().addAll(nodes);
    return this;
  }
}
