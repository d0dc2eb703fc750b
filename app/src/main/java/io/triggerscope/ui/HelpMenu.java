package io.triggerscope.ui;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;

/** The menu that leads to the user's guide, the sheet of keys and what this program is. */
final class HelpMenu extends MenuButton {

  /**
   * @param guide shows the page for the screen on view
   */
  HelpMenu(Runnable guide) {
    setId("help");
    setGraphic(Icons.of("fth-help-circle"));
    setTooltip(new Tooltip("Guide, keys, about"));
    setMinWidth(USE_PREF_SIZE);
    var first = item("help-guide", "Guide", guide);
    first.setAccelerator(new KeyCodeCombination(KeyCode.F1));
    getItems()
        .setAll(
            first,
            item("help-keys", "Keys", () -> Shortcuts.show(getScene().getWindow())),
            item(
                "help-about",
                "About TriggerScope",
                () -> new AboutDialog().show(getScene().getWindow())));
  }

  private static MenuItem item(String id, String text, Runnable action) {
    var item = new MenuItem(text);
    item.setId(id);
    item.setOnAction(_ -> action.run());
    return item;
  }
}
