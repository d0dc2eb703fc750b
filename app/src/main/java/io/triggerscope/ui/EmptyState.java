package io.triggerscope.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** What stands where nothing is to be shown: what will appear here, and how to make it appear. */
final class EmptyState extends VBox {

  private static final double WIDTH = 420;

  EmptyState(String title, String sentence) {
    getStyleClass().add("empty-state");
    var heading = new Label(title);
    heading.getStyleClass().add("strong");
    heading.setWrapText(true);
    heading.setTextAlignment(TextAlignment.CENTER);
    var text = new Label(sentence);
    text.getStyleClass().add("muted");
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.setMaxWidth(WIDTH);
    text.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(heading, text);
  }
}
