package io.triggerscope.ui;

import io.triggerscope.viewmodel.Format;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.GridPane;

/**
 * A menu of the values of one column, with their counts, of which any number can be chosen; none
 * means any. Confined to the FX thread.
 */
final class FacetMenu extends MenuButton {

  private final String name;
  private final Supplier<Map<String, Long>> values;
  private final Consumer<Set<String>> choose;
  private Set<String> chosen = Set.of();

  /**
   * @param values asked each time the menu opens
   * @param choose told the new choice
   */
  FacetMenu(String name, Supplier<Map<String, Long>> values, Consumer<Set<String>> choose) {
    this.name = name;
    this.values = values;
    this.choose = choose;
    setMnemonicParsing(false);
    setOnShowing(_ -> fill());
    setChosen(Set.of());
    fill();
  }

  void setChosen(Set<String> values) {
    chosen = values;
    setText(
        name
            + ": "
            + switch (values.size()) {
              case 0 -> "any";
              case 1 -> named(values.iterator().next());
              default -> values.size() + " chosen";
            });
  }

  private void fill() {
    var counts = new TreeMap<>(values.get());
    chosen.forEach(value -> counts.putIfAbsent(value, 0L));
    var grid = new GridPane();
    grid.getStyleClass().add("facet-values");
    counts.forEach((value, count) -> grid.addRow(grid.getRowCount(), box(value), number(count)));
    if (counts.isEmpty()) {
      grid.add(new Label("No errors in this time range"), 0, 0);
    }
    getItems().setAll(new CustomMenuItem(grid, false));
  }

  private CheckBox box(String value) {
    var box = new CheckBox(named(value));
    box.setMnemonicParsing(false);
    box.setId(name.toLowerCase(Locale.ROOT) + "-" + value);
    box.setSelected(chosen.contains(value));
    box.selectedProperty().addListener((_, _, selected) -> toggle(value, selected));
    return box;
  }

  private void toggle(String value, boolean selected) {
    var choice = new TreeSet<>(chosen);
    if (selected) {
      choice.add(value);
    } else {
      choice.remove(value);
    }
    choose.accept(choice);
  }

  private static Label number(long count) {
    var number = new Label(Format.count(count));
    number.getStyleClass().addAll("mono", "facet-count");
    GridPane.setHalignment(number, HPos.RIGHT);
    return number;
  }

  private static String named(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
