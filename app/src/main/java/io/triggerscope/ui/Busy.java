package io.triggerscope.ui;

import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

/**
 * A turning wheel and "Cancel", seen while something has been running for more than half a second.
 */
final class Busy extends HBox {

  private static final Duration PATIENCE = Duration.millis(500);

  Busy(ObservableBooleanValue running, Runnable cancel) {
    getStyleClass().add("busy");
    var link = new Hyperlink("Cancel");
    link.setOnAction(_ -> cancel.run());
    getChildren().addAll(new ProgressIndicator(), link);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    var wait = new PauseTransition(PATIENCE);
    wait.setOnFinished(_ -> setVisible(running.get()));
    running.addListener(
        (_, _, runs) -> {
          if (runs) {
            wait.playFromStart();
          } else {
            wait.stop();
            setVisible(false);
          }
        });
  }
}
