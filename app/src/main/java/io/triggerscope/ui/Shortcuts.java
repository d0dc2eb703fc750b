package io.triggerscope.ui;

import io.triggerscope.viewmodel.Screen;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The keys that work in the whole window, and the sheet that lists those of every screen. */
final class Shortcuts {

  /** Room for two groups side by side. */
  private static final double WRAP = 720;

  private static final double KEYS = 132;

  private record Line(String keys, String what) {}

  private record Group(String title, List<Line> lines) {}

  private static final List<Group> SHEET =
      List.of(
          new Group(
              "Everywhere",
              List.of(
                  new Line("F1", "The guide, at the screen on view"),
                  new Line("?", "This sheet"),
                  new Line("Ctrl 1 … 6", "Connect, Timeline, Cascades, Errors, Health, Operations"),
                  new Line("Ctrl F", "To the filter of the screen"),
                  new Line("Ctrl C", "Copy what is chosen"),
                  new Line("Tab  Shift Tab", "To the next or previous control"))),
          new Group(
              "Timeline",
              List.of(
                  new Line("←  →", "Earlier, later"),
                  new Line("+  −  ↑  ↓", "Zoom in, zoom out"),
                  new Line("Home", "All that is held"),
                  new Line("End", "Follow the newest"),
                  new Line("Space", "Pause the view, or go on"),
                  new Line("Enter", "Choose the newest transaction on view"))),
          new Group(
              "Table of transactions",
              List.of(
                  new Line("↑  ↓", "Choose another row"),
                  new Line("→  Enter", "Expand the row"),
                  new Line("←", "Fold it"),
                  new Line("Menu  Shift F10", "Filter for, filter out, copy, mark"))),
          new Group(
              "Filter",
              List.of(
                  new Line("↓  ↑", "Choose a proposal"),
                  new Line("Enter  Tab", "Take it"),
                  new Line("Esc", "Close the proposals, then clear the filter"))),
          new Group(
              "Cascades",
              List.of(
                  new Line("↑  ↓", "Choose another user"),
                  new Line("Page Up  Page Down", "Some users further"),
                  new Line("Home  End", "The first user, the last"))),
          new Group(
              "Errors",
              List.of(
                  new Line("↑  ↓", "Choose another group or row"),
                  new Line("Menu  Shift F10", "Filter for, filter out, from or up to a time"))));

  private final Consumer<Screen> go;
  private final Runnable filter;
  private final Runnable guide;

  /**
   * @param go shows a screen
   * @param filter puts the caret into the filter of the screen on view
   * @param guide shows the page of the guide for the screen on view
   */
  Shortcuts(Consumer<Screen> go, Runnable filter, Runnable guide) {
    this.go = go;
    this.filter = filter;
    this.guide = guide;
  }

  void install(Region window) {
    window.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    window.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.getCharacter().equals("?")
              && !(event.getTarget() instanceof TextInputControl)) {
            show(window.getScene().getWindow());
            event.consume();
          }
        });
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.F1) {
      guide.run();
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
      filter.run();
      event.consume();
    } else if (event.isShortcutDown() && event.getCode().isDigitKey()) {
      int number = event.getCode().getName().charAt(event.getCode().getName().length() - 1) - '1';
      if (number >= 0 && number < Screen.values().length) {
        go.accept(Screen.values()[number]);
        event.consume();
      }
    }
  }

  /** Shows the sheet over a window. */
  static void show(Window owner) {
    var pane = new DialogPane();
    pane.setId("shortcuts");
    pane.getStyleClass().addAll("confirmation", "shortcuts");
    var heading = new Label("Keys");
    heading.getStyleClass().add("screen-title");
    var groups = new FlowPane();
    groups.getStyleClass().add("groups");
    groups.setPrefWrapLength(WRAP);
    SHEET.forEach(group -> groups.getChildren().add(group(group)));
    var body = new VBox(heading, groups);
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    Look.dialog(owner, "Keys", pane).show();
  }

  private static VBox group(Group group) {
    var title = new Label(group.title);
    title.getStyleClass().add("strong");
    var grid = new GridPane();
    grid.getStyleClass().add("lines");
    for (var line : group.lines) {
      var keys = new Label(forSystem(line.keys));
      keys.getStyleClass().add("mono");
      keys.setMinWidth(KEYS);
      GridPane.setValignment(keys, VPos.TOP);
      var what = new Label(line.what);
      what.getStyleClass().add("muted");
      what.setWrapText(true);
      GridPane.setValignment(what, VPos.TOP);
      grid.addRow(grid.getRowCount(), keys, what);
    }
    return new VBox(title, grid);
  }

  private static String forSystem(String keys) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    return mac ? keys.replace("Ctrl", "⌘") : keys;
  }
}
