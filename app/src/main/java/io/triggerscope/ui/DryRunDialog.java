package io.triggerscope.ui;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.viewmodel.DefinitionDifference;
import io.triggerscope.viewmodel.DryRunViewModel;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/**
 * What a dry run found: how each script fared, each object that would be otherwise, with the
 * difference of its definition, and the locks.
 */
final class DryRunDialog {

  private final DryRunViewModel vm;
  private final DryRun run;
  private final TableView<SchemaChange> changes = new TableView<>();
  private final CodeView difference = new CodeView();

  DryRunDialog(DryRunViewModel vm, DryRun run) {
    this.vm = vm;
    this.run = run;
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    Look.dialog(owner, "Dry run", pane()).show();
  }

  private DialogPane pane() {
    var pane = new DialogPane();
    pane.setId("dry-run-dialog");
    pane.getStyleClass().addAll("confirmation", "dry-run-dialog");
    var heading = new Label("What the dry run did, and took back");
    heading.getStyleClass().add("screen-title");
    fillTable();
    difference.setId("definition-difference");
    var split = new SplitPane(changes, difference);
    split.setDividerPositions(0.42);
    VBox.setVgrow(split, Priority.ALWAYS);
    var body = new VBox(heading, steps(), split, locks());
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    pane.lookupButton(ButtonType.CLOSE).setId("dry-run-close");
    return pane;
  }

  private VBox steps() {
    var lines = new VBox();
    lines.getStyleClass().add("progress-lines");
    for (var step : run.steps()) {
      lines.getChildren().add(line(DryRunViewModel.words(step), "sentence"));
      for (var message : step.messages()) {
        lines.getChildren().add(line(message, "mono", "attention"));
      }
    }
    return lines;
  }

  private static Label line(String text, String... styles) {
    var label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void fillTable() {
    changes.setId("schema-changes");
    changes.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    changes.setPlaceholder(
        new EmptyState(
            "Nothing would change", "The database already is as these scripts make it."));
    changes.getColumns().add(narrow(Columns.text("Does", 80, SchemaChange::verb, "mono")));
    changes.getColumns().add(narrow(Columns.text("What", 80, c -> c.object().kind(), "mono")));
    changes.getColumns().add(Columns.text("Name", 200, c -> c.object().name(), "mono"));
    Copying.rows(changes, DryRunDialog::words);
    changes
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            change ->
                difference.show(
                    change == null ? "" : DefinitionDifference.of(change), Language.DIFFERENCE));
    changes.getItems().setAll(run.changes());
    changes.getSelectionModel().selectFirst();
  }

  private static TableColumn<SchemaChange, SchemaChange> narrow(
      TableColumn<SchemaChange, SchemaChange> column) {
    column.setMinWidth(column.getPrefWidth());
    column.setMaxWidth(column.getPrefWidth());
    return column;
  }

  private static String words(SchemaChange change) {
    return change.verb() + " " + change.object().kind() + " " + change.object().name();
  }

  private VBox locks() {
    var copy = new Button("Copy report");
    copy.setId("copy-dry-run");
    copy.setOnAction(_ -> Copying.copy(report()));
    var title = new Label(run.locks().isEmpty() ? "It locked no table." : "Locks it took");
    title.getStyleClass().add("muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var head = new HBox(title, space, copy);
    head.getStyleClass().add("line");
    var scroll = new ScrollPane(new LockLines(vm));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("locks");
    return new VBox(head, scroll);
  }

  private String report() {
    return Stream.of(
            run.steps().stream().map(DryRunViewModel::words),
            run.steps().stream().flatMap(step -> step.messages().stream()),
            run.changes().stream().map(DryRunDialog::words),
            run.locks().stream()
                .map(
                    lock ->
                        "locks "
                            + lock.relation()
                            + " "
                            + lock.mode().word()
                            + " "
                            + vm.holding(lock)))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }
}
