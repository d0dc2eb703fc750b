package io.triggerscope.ui;

import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The Operations screen of a capture: there is nothing to act on. */
final class NoDatabaseView extends VBox {

  /**
   * @param connect shows the Connect screen
   */
  NoDatabaseView(Runnable connect) {
    getStyleClass().addAll("screen", "operations");
    var title = new Label("Operations");
    title.getStyleClass().add("screen-title");
    var toolbar = new HBox(title);
    toolbar.getStyleClass().add("toolbar");
    var state =
        new EmptyState(
            "A capture has no database to act on",
            "Migrations, the test and the clean-up run on a database that you are connected to.");
    var button = new Button("Go to Connect");
    button.setId("operations-go-to-connect");
    button.getStyleClass().add("accent");
    button.setOnAction(_ -> connect.run());
    VBox.setMargin(button, new Insets(8, 0, 0, 0));
    state.getChildren().add(button);
    VBox.setVgrow(state, Priority.ALWAYS);
    getChildren().addAll(toolbar, state);
  }
}
