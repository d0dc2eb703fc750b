package io.triggerscope.ui;

import io.triggerscope.model.TriggerError;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.viewmodel.ContextText;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The chosen error, whole: its message, its context and the PL/pgSQL stack; and above it, where
 * there is room for them nowhere else, the rows of its group. Confined to the FX thread.
 */
final class ErrorDetail extends StackPane {

  /** How the context is shown. */
  private enum Form {
    PRETTY,
    RAW
  }

  private static final double ROWS_SHARE = 0.45;

  private final ErrorsViewModel vm;
  private final Preferences preferences;
  private final Card card;
  private final SplitPane parts = new SplitPane();
  private final StackPane place = new StackPane();
  private final Label message = new Label();
  private final Label facts = new Label();
  private final ObjectProperty<Form> form = new SimpleObjectProperty<>(this, "form", Form.PRETTY);
  private final Segments<Form> forms;
  private final CodeView context = new CodeView();
  private final ErrorStack stack;
  private final Button timeline = button("Show on timeline", "error-show-on-timeline");
  private final Button trigger = button("Open trigger", "error-open-trigger");
  private final VBox content = new VBox();
  private final Label empty = new Label("Choose an error to see its context.");

  ErrorDetail(ErrorsViewModel vm, Preferences preferences, ErrorLinks links) {
    this.vm = vm;
    this.preferences = preferences;
    this.stack = new ErrorStack(vm.source(), preferences);
    this.forms =
        new Segments<>(
            form,
            List.of(Form.values()),
            value -> Format.capitalized(value.name().toLowerCase(Locale.ROOT)),
            "error");
    message.setId("error-message");
    message.getStyleClass().addAll("mono", "failed");
    wrap(message);
    facts.setId("error-facts");
    facts.getStyleClass().addAll("muted", "small");
    wrap(facts);
    context.setId("error-context");
    empty.getStyleClass().add("muted");
    var note =
        new Label(
            "Rows from rolled-back transactions, and errors raised at commit, can never reach this"
                + " table.");
    note.getStyleClass().addAll("muted", "small");
    wrap(note);
    content.getChildren().addAll(message, facts, contextTitle(), context, stack, note);
    content.getStyleClass().addAll("column", "error-detail");
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    place.getChildren().setAll(scroll, empty);
    parts.setOrientation(Orientation.VERTICAL);
    card = new Card("Error", parts).cuttingTitle().atEnd(timeline, trigger);
    getChildren().add(card);
    timeline.setOnAction(_ -> chosen(links::toTimeline));
    trigger.setOnAction(
        _ -> chosen(row -> links.toTrigger(Objects.requireNonNullElse(row.tableName(), ""))));
    vm.rows().selectedProperty().addListener((_, _, row) -> show(row));
    form.addListener((_, _, _) -> show(error()));
    preferences.zoneProperty().addListener((_, _, _) -> show(error()));
    show(error());
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
  }

  private static Button button(String text, String id) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** The rows to be shown above the detail; none where they are shown elsewhere. */
  void show(List<? extends Node> rows) {
    parts.getItems().clear();
    parts.getItems().addAll(rows);
    parts.getItems().add(place);
    parts.setDividerPositions(ROWS_SHARE);
  }

  private @Nullable TriggerError error() {
    return vm.rows().selectedProperty().get();
  }

  private void chosen(Consumer<TriggerError> action) {
    var row = error();
    if (row != null) {
      action.accept(row);
    }
  }

  private HBox contextTitle() {
    var title = new Label("Context");
    title.getStyleClass().add("muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(title, space, forms);
    line.getStyleClass().add("line");
    return line;
  }

  private void show(@Nullable TriggerError row) {
    content.setVisible(row != null);
    empty.setVisible(row == null);
    timeline.setDisable(row == null || row.batchId() == null);
    trigger.setDisable(row == null || row.tableName() == null);
    card.titleProperty().set(row == null ? "Error" : title(row));
    if (row == null) {
      return;
    }
    message.setText(Objects.requireNonNullElse(row.errorMessage(), "(no message)"));
    facts.setText(facts(row));
    var read = ContextText.of(row.errorContext());
    boolean json = read.pretty() != null;
    forms.setDisable(!json);
    if (json && form.get() == Form.PRETTY) {
      context.show(Objects.requireNonNullElse(read.pretty(), ""), Language.JSON);
    } else {
      context.show(read.raw(), json ? Language.JSON : Language.PLAIN);
    }
    stack.show(read.stack());
  }

  private static String title(TriggerError row) {
    var text = Objects.requireNonNullElse(row.errorMessage(), "(no message)");
    return text.lines().findFirst().orElse("(no message)");
  }

  private String facts(TriggerError row) {
    return Format.dateTime(row.occurredAt(), preferences.zoneProperty().get())
        + " · "
        + Objects.requireNonNullElse(row.operation(), "no operation")
        + " on "
        + Objects.requireNonNullElse(row.tableName(), "no table")
        + (row.sqlstate() == null ? "" : " · SQLSTATE " + row.sqlstate())
        + (row.batchId() == null ? "" : " · transaction " + row.batchId())
        + " · row "
        + row.id();
  }
}
