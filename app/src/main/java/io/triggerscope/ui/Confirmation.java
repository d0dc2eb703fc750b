package io.triggerscope.ui;

import io.triggerscope.viewmodel.WriteAccess;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/**
 * A question before something is done to the database; on PROD its name is to be typed as well.
 * Immutable.
 *
 * @param title what would be done
 * @param sentence what it means, and where
 * @param details names, figures and settings, one a line
 * @param confirm the text of the button that does it
 * @param destructive whether something is lost by it; then Enter cancels
 * @param access to which database it is done
 */
record Confirmation(
    String title,
    String sentence,
    List<String> details,
    String confirm,
    boolean destructive,
    WriteAccess access) {

  /** Asks over {@code owner}, and runs {@code confirmed} if the answer is yes. */
  void ask(Window owner, Runnable confirmed) {
    var yes = new ButtonType(confirm, destructive ? ButtonData.OK_DONE : ButtonData.YES);
    var dialog = Look.dialog(owner, title, pane(yes));
    dialog
        .resultProperty()
        .addListener(
            (_, _, answer) -> {
              if (answer == yes) {
                confirmed.run();
              }
            });
    dialog.show();
  }

  /** Asks on PROD alone; elsewhere runs at once what leaves nothing behind. */
  void askOnProduction(Window owner, Runnable confirmed) {
    if (access.isProduction()) {
      ask(owner, confirmed);
    } else {
      confirmed.run();
    }
  }

  /** What the dialog shows. */
  DialogPane pane(ButtonType yes) {
    var pane = new DialogPane();
    pane.setId("confirmation");
    pane.getStyleClass().add("confirmation");
    var heading = new Label(title);
    heading.getStyleClass().add("screen-title");
    var text = new Label(sentence);
    text.setWrapText(true);
    var lines = new Label(String.join("\n", details));
    lines.getStyleClass().addAll("mono", "details");
    lines.setWrapText(true);
    lines.setMaxWidth(Double.MAX_VALUE);
    var typed = new TextField();
    var parts = new ArrayList<Node>(List.of(heading, text, lines));
    if (!access.toBeTyped().isEmpty()) {
      parts.add(guard(typed));
    }
    var body = new VBox(parts.toArray(Node[]::new));
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CANCEL, yes);
    var cancel = (Button) pane.lookupButton(ButtonType.CANCEL);
    cancel.setId("cancel");
    cancel.setDefaultButton(destructive);
    cancel.getStyleClass().add("quiet");
    var button = (Button) pane.lookupButton(yes);
    button.setId("confirm");
    button.setDefaultButton(!destructive);
    button.getStyleClass().add(destructive ? "danger" : "accent");
    button.disableProperty().bind(typed.textProperty().isNotEqualTo(access.toBeTyped()));
    return pane;
  }

  private VBox guard(TextField typed) {
    var ask = new Label("This is PROD. Type the name of the database to go on:");
    ask.getStyleClass().add("failed");
    ask.setWrapText(true);
    ask.setLabelFor(typed);
    typed.setId("typed-database");
    typed.setPromptText(access.toBeTyped());
    typed.getStyleClass().add("mono");
    typed
        .sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                typed.requestFocus();
              }
            });
    var guard = new VBox(ask, typed);
    guard.getStyleClass().add("guard");
    return guard;
  }
}
