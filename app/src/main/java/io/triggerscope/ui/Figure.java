package io.triggerscope.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A card with one number, its name above and its unit behind. */
final class Figure extends VBox {

  private static final double WIDTH = 160;

  private final Label value = new Label();

  /**
   * @param unit empty for a plain number
   */
  Figure(String name, String unit) {
    getStyleClass().addAll("card", "figure-card");
    var nameLabel = new Label(name);
    nameLabel.getStyleClass().addAll("muted", "small");
    value.getStyleClass().add("figure");
    value.setMinWidth(USE_PREF_SIZE);
    nameLabel.setLabelFor(value);
    var unitLabel = new Label(unit);
    unitLabel.getStyleClass().addAll("muted", "small");
    var line = new HBox(value, unitLabel);
    line.getStyleClass().add("figure-line");
    getChildren().addAll(nameLabel, line);
    setPrefWidth(WIDTH);
    HBox.setHgrow(this, Priority.ALWAYS);
  }

  Label value() {
    return value;
  }
}
