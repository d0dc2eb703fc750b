package io.triggerscope.ui;

import io.triggerscope.model.Environment;
import io.triggerscope.model.ListenState;
import io.triggerscope.viewmodel.CaptureSession;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Preferences.Theme;
import io.triggerscope.viewmodel.Screen;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.Session;
import io.triggerscope.viewmodel.WindowViewModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import javafx.beans.property.Property;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/** The bar above all screens: which database, how listening stands, zone and theme. */
final class TopBar extends HBox {

  private final WindowViewModel window;
  private final Button connection = new Button();
  private final Circle production = new Circle(4);
  private final Label connectionName = new NameLabel();
  private final Label connectionFacts = new Label();
  private final HBox listening = new HBox();
  private final Circle dot = new Circle(4);
  private final Label listeningState = new NameLabel();
  private final Label channel = new NameLabel();
  private final Label contact = new Label();
  private final Tooltip reason = new Tooltip();

  /**
   * @param guide shows the page of the guide for the screen on view
   */
  TopBar(WindowViewModel window, Runnable guide) {
    this.window = window;
    getStyleClass().add("top-bar");
    var name = new Label("TriggerScope");
    name.getStyleClass().add("app-name");
    name.setMinWidth(Region.USE_PREF_SIZE);

    connection.setId("connection");
    connection.getStyleClass().add("pill");
    connectionName.setId("connection-name");
    connectionName.getStyleClass().add("strong");
    connectionFacts.getStyleClass().add("muted");
    production.getStyleClass().add("dot");
    production.pseudoClassStateChanged(States.FAILED, true);
    production.managedProperty().bind(production.visibleProperty());
    var content = new HBox(production, connectionName, connectionFacts);
    content.getStyleClass().add("pill-content");
    connection.setGraphic(content);
    connection.setOnAction(_ -> window.screenProperty().set(Screen.CONNECT));

    listening.getStyleClass().add("pill");
    listening.setId("listening");
    dot.getStyleClass().add("dot");
    listeningState.setId("listening-state");
    channel.setId("listening-channel");
    channel.getStyleClass().add("strong");
    contact.getStyleClass().add("muted");
    listening.getChildren().addAll(dot, listeningState, channel, contact);

    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(name, connection, listening, space, zones(), themes(), new HelpMenu(guide));
    window.screensProperty().subscribe(this::showScreens);
    window
        .preferences()
        .zoneProperty()
        .subscribe(() -> showScreens(window.screensProperty().get()));
    window.nowProperty().subscribe(this::showListening);
  }

  private void showScreens(@Nullable Screens open) {
    showSession(open == null ? null : open.session());
  }

  private void showSession(@Nullable Session session) {
    switch (session) {
      case null -> showConnection("Not connected", "");
      case LiveSession live -> showConnection(live.name(), facts(live));
      case CaptureSession capture -> showConnection(capture.name(), facts(capture));
    }
    // a file's name is worth its room, since nothing else needs it
    connectionName.setMinWidth(
        session instanceof CaptureSession ? USE_PREF_SIZE : USE_COMPUTED_SIZE);
    production.setVisible(session != null && session.environment() == Environment.PROD);
    listening.setVisible(session instanceof LiveSession);
    listening.setManaged(listening.isVisible());
    channel.setText(session instanceof LiveSession live ? live.settings().channel() : "");
    showListening(window.nowProperty().get());
  }

  private void showConnection(String name, String facts) {
    connectionName.setText(name);
    connectionFacts.setText(facts);
  }

  private static String facts(LiveSession session) {
    var server = session.server();
    var facts = new ArrayList<String>();
    facts.add("PostgreSQL " + server.version());
    facts.add(server.standby() ? "standby" : "primary");
    facts.add(server.tls() == null ? "not encrypted" : server.tls());
    if (session.environment() != Environment.NONE) {
      facts.addFirst(session.environment().name());
    }
    if (session.settings().readOnly()) {
      facts.add("read-only");
    }
    return String.join(" · ", facts);
  }

  private String facts(CaptureSession session) {
    var range = session.range();
    return "capture of "
        + Format.range(range.from(), range.to(), window.preferences().zoneProperty().get())
        + " · "
        + session.origin();
  }

  private void showListening(Instant now) {
    var state = window.listenState();
    dot.pseudoClassStateChanged(States.GOOD, state instanceof ListenState.Listening);
    dot.pseudoClassStateChanged(
        States.ATTENTION,
        state instanceof ListenState.Reconnecting || state instanceof ListenState.Connecting);
    dot.pseudoClassStateChanged(States.FAILED, state instanceof ListenState.Stopped);
    switch (state) {
      case ListenState.Connecting() -> say("Connecting to", "", "");
      case ListenState.Listening(var lastContact, _) ->
          say("Listening on", "last contact " + age(lastContact, now), "");
      case ListenState.Reconnecting(var why, var lastContact, var attempt) ->
          say("Lost", "last contact " + age(lastContact, now) + " · attempt " + attempt, why);
      case ListenState.Captured(var sentence, _) -> say("", sentence, "");
      case ListenState.Stopped(var why) -> say("Not listening on", why, why);
    }
  }

  private void say(String state, String contactText, String why) {
    listeningState.setText(state);
    contact.setText(contactText);
    reason.setText(why);
    Tooltip.uninstall(listening, reason);
    if (!why.isEmpty()) {
      Tooltip.install(listening, reason);
    }
  }

  /** To a tenth of a second, since a heartbeat comes every few. */
  private static String age(Instant then, Instant now) {
    var age = Duration.between(then, now);
    return Format.age(age.isNegative() ? Duration.ZERO : age) + " ago";
  }

  private MenuButton zones() {
    var zone = window.preferences().zoneProperty();
    return choice(
        "zone",
        zone,
        Map.of("UTC", (ZoneId) ZoneOffset.UTC, "Local", ZoneId.systemDefault()),
        "The zone of all times");
  }

  private MenuButton themes() {
    Preferences preferences = window.preferences();
    return choice(
        "theme",
        preferences.themeProperty(),
        Map.of("Dark", Theme.DARK, "Light", Theme.LIGHT, "System", Theme.SYSTEM),
        "The colours of the window");
  }

  private static <T> MenuButton choice(
      String id, Property<T> property, Map<String, T> values, String help) {
    var menu = new MenuButton();
    menu.setId(id);
    menu.setTooltip(new Tooltip(help));
    menu.setMinWidth(Region.USE_PREF_SIZE);
    var group = new ToggleGroup();
    values.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              var value = values.get(name);
              var item = new RadioMenuItem(name);
              item.setToggleGroup(group);
              item.setOnAction(_ -> property.setValue(value));
              property.subscribe(
                  current -> {
                    if (current.equals(value)) {
                      item.setSelected(true);
                      menu.setText(name);
                    }
                  });
              menu.getItems().add(item);
            });
    return menu;
  }
}
