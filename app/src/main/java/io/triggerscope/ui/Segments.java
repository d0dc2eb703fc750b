package io.triggerscope.ui;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/**
 * A row of joined buttons of which one is chosen: a choice between two or three values that is seen
 * at once. Confined to the FX thread.
 */
final class Segments<T> extends HBox {

  /**
   * @param id with which the buttons' ids begin; a value's name follows after a hyphen
   */
  Segments(Property<T> value, List<T> values, Function<T, String> text, String id) {
    setMinWidth(USE_PREF_SIZE);
    var group = new ToggleGroup();
    for (var candidate : values) {
      var button = new ToggleButton(text.apply(candidate));
      button.setId(id + "-" + text.apply(candidate).toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.getStyleClass().addAll(pill(values.indexOf(candidate), values.size()), "segment");
      button.setOnAction(_ -> value.setValue(candidate));
      value.subscribe(now -> button.setSelected(now.equals(candidate)));
      getChildren().add(button);
    }
    // the chosen one stays chosen when it is pressed again
    group
        .selectedToggleProperty()
        .addListener(
            (_, before, now) -> {
              if (now == null && before != null) {
                before.setSelected(true);
              }
            });
  }

  private static String pill(int place, int size) {
    if (place == 0) {
      return "left-pill";
    }
    return place == size - 1 ? "right-pill" : "center-pill";
  }
}
