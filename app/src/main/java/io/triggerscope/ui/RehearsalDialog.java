package io.triggerscope.ui;

import io.triggerscope.model.Rehearsal;
import io.triggerscope.model.Rehearsal.ChangedRows;
import io.triggerscope.model.Rehearsal.FiredTrigger;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.RehearsalViewModel;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Rehearses a statement: what it would change, and what each trigger costs it. */
final class RehearsalDialog {

  private final RehearsalViewModel vm;
  private final Preferences preferences;
  private final Button run = new Button("Rehearse");
  private final Button copy = new Button("Copy report");
  private final Label summary = new Label();
  private final TableView<FiredTrigger> triggers = new TableView<>();
  private final TableView<ChangedRows> rows = new TableView<>();

  RehearsalDialog(RehearsalViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    Look.dialog(owner, "Rehearse a statement", pane()).show();
  }

  private DialogPane pane() {
    var heading = new Label("Rehearse a statement");
    heading.getStyleClass().add("screen-title");
    var note =
        new Label(
            "Runs one INSERT, UPDATE, DELETE or MERGE under EXPLAIN ANALYZE, and always rolls it back."
                + " Until then it really locks rows, so that others may wait for them, and sequences"
                + " advance. Nothing is announced. What a function does outside of the database is"
                + " not taken back.");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    var text = new TextArea();
    text.setId("rehearsed-statement");
    text.setPromptText("UPDATE calls SET status = 'failed' WHERE …");
    text.setPrefRowCount(5);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.textProperty().bindBidirectional(vm.statementProperty());
    var refusal = Sentence.failing(vm.refusal());
    refusal.setId("rehearsal-refusal");
    summary.setId("rehearsal-summary");
    summary.setWrapText(true);
    summary.setMinHeight(Region.USE_PREF_SIZE);
    summary.getStyleClass().add("sentence");
    fillTables();
    var body =
        new VBox(
            heading,
            note,
            text,
            refusal,
            buttons(),
            Sentence.ofProblem(vm.result().problemProperty(), preferences),
            summary,
            triggers,
            rows);
    body.getStyleClass().add("body");
    var pane = new DialogPane();
    pane.setId("rehearsal-dialog");
    pane.getStyleClass().addAll("confirmation", "rehearsal-dialog");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    pane.lookupButton(ButtonType.CLOSE).setId("rehearsal-close");
    vm.result().valueProperty().subscribe(this::show);
    InvalidationListener offer = _ -> run.setDisable(!vm.canRun());
    vm.refusal().addListener(offer);
    vm.statementProperty().addListener(offer);
    vm.result().runningProperty().addListener(offer);
    run.setDisable(!vm.canRun());
    return pane;
  }

  private HBox buttons() {
    run.setId("rehearse");
    run.getStyleClass().add("accent");
    run.setOnAction(_ -> confirm());
    copy.setId("copy-rehearsal");
    copy.setOnAction(_ -> Copying.copy(vm.report()));
    var within = RehearsalViewModel.limits();
    var limits =
        new Label(
            "lock_timeout "
                + Format.span(within.lockTimeout())
                + " · statement_timeout "
                + Format.span(within.statementTimeout()));
    limits.getStyleClass().addAll("mono", "muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var busy = new Busy(vm.result().runningProperty(), vm.result()::cancel);
    var line = new HBox(run, busy, limits, space, copy);
    line.getStyleClass().add("line");
    return line;
  }

  private void confirm() {
    new Confirmation(
            "Rehearse a statement",
            "On database "
                + vm.access().database()
                + ". It is really run, and then rolled back; until then the rows it changes are"
                + " locked.",
            List.of(vm.statementProperty().get().strip()),
            "Rehearse",
            false,
            vm.access())
        .askOnProduction(run.getScene().getWindow(), vm::run);
  }

  private void fillTables() {
    triggers.setId("rehearsed-triggers");
    triggers.setPlaceholder(
        new EmptyState(
            "Triggers", "Each trigger that fires appears here, with its calls and its time."));
    var name = Columns.text("Trigger", 280, RehearsalDialog::name, "mono");
    name.setMinWidth(name.getPrefWidth());
    add(triggers, name);
    add(triggers, Columns.text("Table", 150, FiredTrigger::relation, "mono"));
    add(triggers, Columns.text("Calls", 90, t -> Format.count(t.calls()), "mono", "number"));
    add(triggers, Columns.text("Time", 100, t -> Format.duration(t.took()), "mono", "number"));
    add(triggers, Columns.text("Share", 80, this::share, "mono", "number"));
    rows.setId("rehearsed-rows");
    rows.setPlaceholder(
        new EmptyState(
            "Rows", "The rows changed in each table, also by triggers and foreign keys."));
    add(rows, Columns.text("Rows changed in", 260, ChangedRows::relation, "mono"));
    add(rows, Columns.text("Inserted", 120, r -> Format.count(r.inserted()), "mono", "number"));
    add(rows, Columns.text("Updated", 120, r -> Format.count(r.updated()), "mono", "number"));
    add(rows, Columns.text("Deleted", 120, r -> Format.count(r.deleted()), "mono", "number"));
    for (var table : List.of(triggers, rows)) {
      table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
      VBox.setVgrow(table, Priority.ALWAYS);
    }
  }

  private static <T> void add(TableView<T> table, TableColumn<T, T> column) {
    table.getColumns().add(column);
  }

  private static String name(FiredTrigger trigger) {
    return trigger.name() + (trigger.constraint() ? " (constraint)" : "");
  }

  private String share(FiredTrigger trigger) {
    var rehearsal = vm.result().value();
    return rehearsal == null ? "" : Format.percent(rehearsal.share(trigger));
  }

  private void show(@Nullable Rehearsal rehearsal) {
    copy.setDisable(rehearsal == null);
    summary.setText(rehearsal == null ? "" : text(rehearsal));
    triggers.getItems().setAll(rehearsal == null ? List.of() : rehearsal.triggers());
    rows.getItems().setAll(rehearsal == null ? List.of() : rehearsal.rows());
  }

  private static String text(Rehearsal rehearsal) {
    var messages = rehearsal.messages();
    return RehearsalViewModel.summary(rehearsal)
        + (messages.isEmpty()
            ? ""
            : "\n"
                + Format.count(messages.size(), "message")
                + " of the server, the first: "
                + messages.getFirst());
  }
}
