package io.triggerscope.ui;

import io.triggerscope.viewmodel.Format;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

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
    getStyleClass().add("facet");
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
    getItems().setAll(counts.entrySet().stream().map(e -> item(e.getKey(), e.getValue())).toList());
    if (counts.isEmpty()) {
      getItems().setAll(new CustomMenuItem(new Label("No errors in this time range"), false));
    }
  }

  private static String named(String value) {
    return value.isEmpty() ? "(none)" : value;
  }

  private CustomMenuItem item(String value, long count) {
    var box = new CheckBox(named(value));
    box.setId(name.toLowerCase(Locale.ROOT) + "-" + value);
    box.setSelected(chosen.contains(value));
    box.selectedProperty()
        .addListener(
            (_, _, selected) -> {
              var choice = new TreeSet<>(chosen);
              if (selected) {
                choice.add(value);
              } else {
                choice.remove(value);
              }
              choose.accept(choice);
            });
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var number = new Label(Format.count(count));
    number.getStyleClass().addAll("mono", "muted");
    var line = new HBox(box, space, number);
    line.getStyleClass().add("facet-line");
    return new CustomMenuItem(line, false);
  }
}
