package io.triggerscope.ui;

import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The menu key and Shift F10, which not every system makes a request for a context menu of. */
final class MenuKeys {

  private MenuKeys() {}

  /** Has them ask for the menu of a table's chosen row, below that row. */
  static void install(TableView<?> table) {
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (isMenuKey(event)) {
            event.consume();
            table.fireEvent(request(table));
          }
        });
  }

  private static boolean isMenuKey(KeyEvent event) {
    return event.getCode() == KeyCode.CONTEXT_MENU
        || event.getCode() == KeyCode.F10 && event.isShiftDown();
  }

  private static ContextMenuEvent request(TableView<?> table) {
    var place =
        table.lookupAll(".table-row-cell").stream()
            .filter(row -> row instanceof TableRow<?> shown && shown.isSelected())
            .findFirst()
            .orElse(table);
    var bounds = place.getBoundsInLocal();
    double x = bounds.getMinX() + bounds.getWidth() / 8;
    double y = place == table ? bounds.getCenterY() : bounds.getMaxY();
    var inTable = table.sceneToLocal(place.localToScene(x, y));
    var onScreen = place.localToScreen(x, y);
    return new ContextMenuEvent(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        inTable.getX(),
        inTable.getY(),
        onScreen.getX(),
        onScreen.getY(),
        true,
        null);
  }
}
