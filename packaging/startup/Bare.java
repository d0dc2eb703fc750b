import atlantafx.base.theme.PrimerDark;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The least a JavaFX window with the theme can be, to measure TriggerScope's beside. */
final class Bare {

  private Bare() {}

  /**
   * @param arguments any: the window closes by itself
   */
  public static void main(String[] arguments) {
    Platform.startup(
        () -> {
          Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
          var scene = new Scene(new StackPane(new Label("Bare")), 1440, 900);
          var stage = new Stage();
          stage.setTitle("Bare");
          stage.setScene(scene);
          stage.show();
          if (arguments.length > 0) {
            Platform.runLater(Platform::exit);
          }
        });
  }
}
