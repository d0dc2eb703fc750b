package io.triggerscope.ui;

import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.WindowViewModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The navigation at the left: one entry per screen, those of a session only when one is open. */
final class Rail extends VBox {

  private final Map<Screen, ToggleButton> entries = new EnumMap<>(Screen.class);
  private final Label badge = new Label();

  Rail(WindowViewModel window) {
    getStyleClass().add("rail");
    badge.getStyleClass().add("badge");
    badge.setMouseTransparent(true);
    StackPane.setAlignment(badge, Pos.TOP_RIGHT);
    var group = new ToggleGroup();
    for (var screen : Screen.values()) {
      var entry = new ToggleButton(screen.title(), Icons.of(icon(screen)));
      entry.setId("go-" + screen.id());
      entry.setContentDisplay(ContentDisplay.TOP);
      entry.setToggleGroup(group);
      entry.setMaxWidth(Double.MAX_VALUE);
      entry.setOnAction(
          _ -> {
            entry.setSelected(true);
            window.screenProperty().set(screen);
          });
      entries.put(screen, entry);
      getChildren().add(screen == Screen.ERRORS ? new StackPane(entry, badge) : entry);
    }
    window.screenProperty().subscribe(screen -> entry(screen).setSelected(true));
    window.screensProperty().subscribe(this::showSession);
  }

  private ToggleButton entry(Screen screen) {
    return Objects.requireNonNull(entries.get(screen));
  }

  private void showSession(@Nullable Screens screens) {
    entries.forEach(
        (screen, entry) -> entry.setDisable(screen != Screen.CONNECT && screens == null));
    badge.textProperty().unbind();
    badge.visibleProperty().unbind();
    badge.setVisible(false);
    if (screens != null) {
      var unseen = screens.errors().unseenProperty();
      badge.textProperty().bind(unseen.map(count -> Format.count(count.longValue())));
      badge.visibleProperty().bind(unseen.greaterThan(0));
    }
  }

  private static String icon(Screen screen) {
    return switch (screen) {
      case CONNECT -> "fth-database";
      case TIMELINE -> "fth-activity";
      case CASCADES -> "fth-git-merge";
      case ERRORS -> "fth-alert-triangle";
      case HEALTH -> "fth-heart";
      case OPERATIONS -> "fth-play";
    };
  }
}
