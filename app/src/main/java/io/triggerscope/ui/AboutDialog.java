package io.triggerscope.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.triggerscope.model.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** What this program is: version, build, and the licences of all its parts. */
final class AboutDialog {

  private static final double ICON = 56;

  /** A part of the program. Immutable. */
  private record Part(String name, String version, String licence) {

    static Part of(String line) {
      var fields = line.split("\t", -1);
      return new Part(fields[0], fields[1], fields[2]);
    }
  }

  private final Build build = Build.ofThisProgram();
  private final List<Part> parts = parts();

  /** The build writes them: a line each, with tabs between. */
  private static List<Part> parts() {
    try (var in = Build.class.getResourceAsStream("/io/triggerscope/licences.txt")) {
      if (in == null) {
        throw new IllegalStateException("no resource licences.txt");
      }
      return new String(in.readAllBytes(), UTF_8).lines().map(Part::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void show(Window owner) {
    var copy = new ButtonType("Copy", ButtonData.LEFT);
    var pane = new DialogPane();
    pane.setId("about");
    pane.getStyleClass().addAll("confirmation", "about");
    var madeOf = new Label("Made of");
    madeOf.getStyleClass().add("strong");
    var body = new VBox(heading(), madeOf, list());
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(copy, ButtonType.CLOSE);
    var button = (Button) pane.lookupButton(copy);
    button.setId("about-copy");
    button.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          Copying.copy(text());
          event.consume();
        });
    Look.dialog(owner, "About TriggerScope", pane).show();
  }

  private HBox heading() {
    var icon = new ImageView("/icons/triggerscope-256.png");
    icon.setFitWidth(ICON);
    icon.setFitHeight(ICON);
    var name = new Label("TriggerScope " + build.version());
    name.setId("about-version");
    name.getStyleClass().add("screen-title");
    var facts = new Label(build.runsOn());
    facts.getStyleClass().add("muted");
    facts.setWrapText(true);
    var licence = new Label("Apache-2.0. It never looks for updates, and installs none.");
    licence.getStyleClass().add("muted");
    var heading = new HBox(icon, new VBox(name, facts, licence));
    heading.getStyleClass().add("heading");
    return heading;
  }

  private ScrollPane list() {
    var grid = new GridPane();
    grid.setId("about-parts");
    grid.getStyleClass().add("table-lines");
    for (var part : parts) {
      var version = new Label(part.version);
      version.getStyleClass().addAll("mono", "muted");
      version.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(grid.getRowCount(), new Label(part.name), version, new Label(part.licence));
    }
    var scroll = new ScrollPane(grid);
    scroll.getStyleClass().add("code-view");
    scroll.setFitToWidth(true);
    return scroll;
  }

  /** For a report of a fault. */
  private String text() {
    return "TriggerScope %s%n%s%n".formatted(build.version(), build.runsOn());
  }
}
