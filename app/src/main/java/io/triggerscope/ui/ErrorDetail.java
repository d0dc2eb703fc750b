package io.triggerscope.ui;

import io.triggerscope.model.TriggerError;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.viewmodel.ContextText;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The chosen error, whole: its message, its context and the PL/pgSQL stack. FX thread. */
final class ErrorDetail extends StackPane {

  private final Preferences preferences;
  private final Label message = new Label();
  private final Label facts = new Label();
  private final ToggleButton pretty = new ToggleButton("Pretty");
  private final ToggleButton raw = new ToggleButton("Raw");
  private final CodeView context = new CodeView();
  private final Label stackTitle = new Label("PL/pgSQL stack");
  private final CodeView stack = new CodeView();
  private final VBox content = new VBox();
  private final Label empty = new Label("Choose an error to see its context.");
  private @Nullable TriggerError error;

  ErrorDetail(ObservableValue<@Nullable TriggerError> chosen, Preferences preferences) {
    this.preferences = preferences;
    message.setId("error-message");
    message.getStyleClass().addAll("mono", "failed");
    message.setWrapText(true);
    message.setMinHeight(Region.USE_PREF_SIZE);
    facts.getStyleClass().addAll("muted", "small");
    facts.setWrapText(true);
    facts.setMinHeight(Region.USE_PREF_SIZE);
    context.setId("error-context");
    stack.setId("error-stack");
    stackTitle.getStyleClass().add("muted");
    empty.getStyleClass().add("muted");
    var note =
        new Label(
            "Rows from rolled-back transactions, and errors raised at commit, can never reach this"
                + " table.");
    note.getStyleClass().addAll("muted", "small");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    content.getChildren().addAll(message, facts, contextTitle(), context, stackTitle, stack, note);
    content.getStyleClass().add("column");
    var middle = new StackPane(content, empty);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().add(Card.padded("Error", middle));
    chosen.addListener((_, _, row) -> show(row));
    preferences.zoneProperty().addListener((_, _, _) -> show(error));
    show(null);
  }

  private HBox contextTitle() {
    var title = new Label("Context");
    title.getStyleClass().add("muted");
    var group = new ToggleGroup();
    pretty.setToggleGroup(group);
    raw.setToggleGroup(group);
    raw.setId("error-raw");
    pretty.setSelected(true);
    pretty.getStyleClass().addAll("left-pill", "segment");
    raw.getStyleClass().addAll("right-pill", "segment");
    group
        .selectedToggleProperty()
        .addListener(
            (_, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                show(error);
              }
            });
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(title, space, new HBox(pretty, raw));
    line.getStyleClass().add("line");
    return line;
  }

  private void show(@Nullable TriggerError row) {
    error = row;
    content.setVisible(row != null);
    empty.setVisible(row == null);
    if (row == null) {
      return;
    }
    message.setText(Objects.requireNonNullElse(row.errorMessage(), "(no message)"));
    facts.setText(
        Format.dateTime(row.occurredAt(), preferences.zoneProperty().get())
            + " · "
            + Objects.requireNonNullElse(row.operation(), "no operation")
            + " on "
            + Objects.requireNonNullElse(row.tableName(), "no table")
            + (row.sqlstate() == null ? "" : " · SQLSTATE " + row.sqlstate())
            + (row.batchId() == null ? "" : " · transaction " + row.batchId())
            + " · row "
            + row.id());
    var read = ContextText.of(row.errorContext());
    boolean json = read.pretty() != null;
    pretty.setDisable(!json);
    raw.setDisable(!json);
    if (json && pretty.isSelected()) {
      context.show(Objects.requireNonNullElse(read.pretty(), ""), Language.JSON);
    } else {
      context.show(read.raw(), json ? Language.JSON : Language.PLAIN);
    }
    boolean traced = read.stack() != null;
    stackTitle.setVisible(traced);
    stack.setVisible(traced);
    stack.show(Objects.requireNonNullElse(read.stack(), ""), Language.PLAIN);
  }
}
