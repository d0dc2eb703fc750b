package io.triggerscope.ui;

import io.triggerscope.model.Environment;
import io.triggerscope.viewmodel.SavedConnection;
import java.util.Arrays;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A kept connection with its name, its place, and the colour and word of its environment. */
final class SavedConnectionCell extends ListCell<SavedConnection> {

  private final Label name = new Label();
  private final Label environment = new Label();
  private final Label place = new Label();
  private final VBox lines = new VBox(new HBox(name, environment), place);

  SavedConnectionCell() {
    getStyleClass().add("saved-connection");
    name.getStyleClass().add("strong");
    environment.getStyleClass().addAll("chip", "environment");
    environment.setMinWidth(USE_PREF_SIZE);
    place.getStyleClass().add("muted");
    lines.getChildren().getFirst().getStyleClass().add("line");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable SavedConnection item, boolean empty) {
    super.updateItem(item, empty);
    Arrays.stream(Environment.values())
        .forEach(e -> pseudoClassStateChanged(state(e), item != null && item.environment() == e));
    setGraphic(item == null ? null : lines);
    if (item != null) {
      name.setText(item.name());
      place.setText(item.place());
      environment.setText(item.environment().name());
      environment.setVisible(item.environment() != Environment.NONE);
    }
  }

  private static PseudoClass state(Environment environment) {
    return PseudoClass.getPseudoClass(environment.name().toLowerCase(Locale.ROOT));
  }
}
