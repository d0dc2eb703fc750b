package io.triggerscope.ui;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** A menu from which one value of a few is chosen; its text is the value that is. */
final class Choice<T> extends MenuButton {

  Choice(Property<T> value, List<T> values, Function<T, String> text) {
    setMinWidth(USE_PREF_SIZE);
    // an underscore in a value is no mnemonic
    setMnemonicParsing(false);
    textProperty().bind(value.map(text));
    var group = new ToggleGroup();
    for (var candidate : values) {
      var item = new RadioMenuItem(text.apply(candidate));
      item.setMnemonicParsing(false);
      item.setToggleGroup(group);
      item.setOnAction(_ -> value.setValue(candidate));
      value.subscribe(now -> item.setSelected(now.equals(candidate)));
      getItems().add(item);
    }
  }
}
