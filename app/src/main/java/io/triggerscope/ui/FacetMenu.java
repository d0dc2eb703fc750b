package io.triggerscope.ui;

import io.triggerscope.model.ErrorValues;
import io.triggerscope.viewmodel.Format;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;

/**
 * A menu of the values of one field, with their counts, of which any number can be asked for or
 * left out; none means any. Confined to the FX thread.
 */
final class FacetMenu extends MenuButton {

  private final String name;
  private final Supplier<Map<String, Long>> values;
  private final Consumer<ErrorValues> ask;
  private ErrorValues wanted = ErrorValues.ANY;

  /**
   * @param values asked each time the menu opens
   * @param ask told the new choice
   */
  FacetMenu(String name, Supplier<Map<String, Long>> values, Consumer<ErrorValues> ask) {
    this.name = name;
    this.values = values;
    this.ask = ask;
    setMnemonicParsing(false);
    setOnShowing(_ -> fill());
    setWanted(ErrorValues.ANY);
    fill();
  }

  void setWanted(ErrorValues now) {
    wanted = now;
    setText(name + ": " + chosen());
  }

  private String chosen() {
    int only = wanted.only().size();
    int not = wanted.not().size();
    if (only + not == 0) {
      return "any";
    }
    if (only + not > 1) {
      return not == 0 ? only + " chosen" : only == 0 ? "not " + not : only + " chosen, not " + not;
    }
    return only == 1
        ? named(wanted.only().iterator().next())
        : "not " + named(wanted.not().iterator().next());
  }

  private void fill() {
    var counts = new TreeMap<>(values.get());
    wanted.only().forEach(value -> counts.putIfAbsent(value, 0L));
    wanted.not().forEach(value -> counts.putIfAbsent(value, 0L));
    var grid = new GridPane();
    grid.getStyleClass().add("facet-values");
    counts.forEach(
        (value, count) -> {
          var box = box(value);
          var out = out(value);
          box.setOnAction(
              _ -> {
                out.setSelected(false);
                ask.accept(box.isSelected() ? wanted.and(value) : wanted.forget(value));
              });
          out.setOnAction(
              _ -> {
                box.setSelected(false);
                ask.accept(out.isSelected() ? wanted.filterOut(value) : wanted.forget(value));
              });
          grid.addRow(grid.getRowCount(), box, number(count), out);
        });
    if (counts.isEmpty()) {
      grid.add(new Label("No errors match the other filters"), 0, 0);
    }
    getItems().setAll(new CustomMenuItem(grid, false));
  }

  private CheckBox box(String value) {
    var box = new CheckBox(named(value));
    box.setMnemonicParsing(false);
    box.setId(name.toLowerCase(Locale.ROOT) + "-" + value);
    box.setSelected(wanted.only().contains(value));
    return box;
  }

  private ToggleButton out(String value) {
    var out = new ToggleButton("not");
    out.setId(name.toLowerCase(Locale.ROOT) + "-not-" + value);
    out.getStyleClass().addAll("segment", "facet-out");
    out.setAccessibleText("Leave out " + named(value));
    out.setSelected(wanted.not().contains(value));
    return out;
  }

  private static Label number(long count) {
    var number = new Label(Format.count(count));
    number.getStyleClass().addAll("mono", "facet-count");
    GridPane.setHalignment(number, HPos.RIGHT);
    return number;
  }

  /** How a value is called: also one that is none. */
  static String named(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
