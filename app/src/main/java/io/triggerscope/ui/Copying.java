package io.triggerscope.ui;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Copying to the clipboard by the system's usual keys. */
final class Copying {

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private Copying() {}

  static void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Copies {@code text} while {@code node} has the focus; nothing while it is empty. */
  static void from(Node node, Supplier<String> text) {
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (COPY.match(event)) {
            var copied = text.get();
            if (!copied.isEmpty()) {
              copy(copied);
            }
            event.consume();
          }
        });
  }

  /** Copies the selected rows of a table, a line each. */
  static <T> void rows(TableView<T> table, Function<T, String> line) {
    from(
        table,
        () ->
            table.getSelectionModel().getSelectedItems().stream()
                .map(line)
                .collect(Collectors.joining("\n")));
  }
}
