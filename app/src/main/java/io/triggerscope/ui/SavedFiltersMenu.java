package io.triggerscope.ui;

import io.triggerscope.viewmodel.SavedFilters;
import io.triggerscope.viewmodel.TimelineFilter;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The filters the user keeps: one is applied by its text, kept, or forgotten. */
final class SavedFiltersMenu extends MenuButton {

  private final SavedFilters saved;
  private final TimelineFilter filter;

  SavedFiltersMenu(SavedFilters saved, TimelineFilter filter) {
    super("Saved filters", Icons.of("fth-bookmark"));
    this.saved = saved;
    this.filter = filter;
    setId("saved-filters");
    setMinWidth(USE_PREF_SIZE);
    setOnShowing(_ -> fill());
    fill();
  }

  private void fill() {
    getItems().clear();
    saved.texts().forEach(text -> getItems().add(item(text)));
    if (saved.texts().isEmpty()) {
      var none = new MenuItem("None yet");
      none.setDisable(true);
      getItems().add(none);
    }
    var keep = new MenuItem("Save this filter");
    keep.setId("save-filter");
    var text = filter.textProperty().get();
    keep.setDisable(
        text.isBlank() || !filter.problemProperty().get().isEmpty() || saved.contains(text));
    keep.setOnAction(_ -> saved.add(text));
    getItems().addAll(new SeparatorMenuItem(), keep);
  }

  private CustomMenuItem item(String text) {
    var name = new Label(text);
    name.getStyleClass().add("mono");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    var forget = new Button(null, Icons.of("fth-trash-2"));
    forget.getStyleClass().add("filter-clear");
    forget.setAccessibleText("Forget the filter " + text);
    forget.setOnAction(
        event -> {
          saved.remove(text);
          event.consume();
          hide();
        });
    var row = new HBox(name, forget);
    row.getStyleClass().add("saved-filter");
    var item = new CustomMenuItem(row);
    item.setOnAction(_ -> filter.textProperty().set(text));
    return item;
  }
}
