package io.triggerscope.ui;

import io.triggerscope.ui.FileDialogs.Kind;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.RuleDraft;
import io.triggerscope.viewmodel.RulesViewModel;
import java.util.ArrayList;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The cascade rules as a table that can be edited, beside what the changes would do. */
final class RulesDialog {

  private static final ButtonType SAVE = new ButtonType("Save", ButtonData.OK_DONE);

  private final RulesViewModel vm;
  private final FileDialogs dialogs;
  private final Preferences preferences;
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final VBox rows = new VBox();
  private final ScrollPane scroll = new ScrollPane(rows);

  RulesDialog(RulesViewModel vm, FileDialogs dialogs, Preferences preferences) {
    this.vm = vm;
    this.dialogs = dialogs;
    this.preferences = preferences;
    rows.getStyleClass().add("rule-rows");
    vm.drafts().forEach(draft -> rows.getChildren().add(new RuleRow(draft, vm)));
    vm.drafts().addListener(this::follow);
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    dialog.initOwner(owner);
    dialog.setTitle("Cascade rules");
    dialog.setDialogPane(pane());
    Look.dressAs(owner.getScene(), dialog.getDialogPane().getScene());
    dialog
        .resultProperty()
        .addListener(
            (_, _, answer) -> {
              if (answer == SAVE) {
                vm.save();
              }
            });
    dialog.show();
  }

  private DialogPane pane() {
    var pane = new DialogPane();
    pane.setId("rules");
    pane.getStyleClass().addAll("confirmation", "rules-dialog");
    var heading = new Label("Cascade rules");
    heading.getStyleClass().add("screen-title");
    var text =
        new Label(
            "What a change invalidates for its user. A rule for one operation takes the place of"
                + " the rule for any. “Per agent” adds the cache of the agent concerned.");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add("muted");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var table = new VBox(RuleRow.header(), scroll);
    table.getStyleClass().add("rule-table");
    VBox.setVgrow(table, Priority.ALWAYS);
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("rules-dialog-notice");
    var body = new VBox(heading, text, table, tools(), problem(), new RulesPreview(vm), notice);
    body.getStyleClass().add("body");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CANCEL, SAVE);
    var save = (Button) pane.lookupButton(SAVE);
    save.setId("rules-save");
    save.getStyleClass().add("accent");
    save.disableProperty().bind(vm.problemProperty().isNotEmpty());
    pane.lookupButton(ButtonType.CANCEL).setId("rules-cancel");
    return pane;
  }

  private HBox tools() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var export =
        tool(
            "Export…",
            "rules-export",
            () -> dialogs.save(window(), Kind.RULES, "cascade-rules.json").ifPresent(vm::exportTo));
    export.disableProperty().bind(vm.problemProperty().isNotEmpty());
    var line =
        new HBox(
            tool("Add rule", "rules-add", this::add),
            space,
            tool("Reset to default", "rules-reset", vm::reset),
            tool(
                "Import…",
                "rules-import",
                () -> dialogs.open(window(), Kind.RULES).ifPresent(vm::importFrom)),
            export);
    line.getStyleClass().add("line");
    return line;
  }

  private static Button tool(String text, String id, Runnable action) {
    var button = new Button(text);
    button.setId(id);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private Window window() {
    return dialog.getDialogPane().getScene().getWindow();
  }

  private Node problem() {
    var problem = Sentence.failing(vm.problemProperty());
    problem.setId("rules-problem");
    return problem;
  }

  private void add() {
    vm.add();
    scroll.applyCss();
    scroll.layout();
    scroll.setVvalue(scroll.getVmax());
    ((RuleRow) rows.getChildren().getLast()).requestFocus();
  }

  private void follow(ListChangeListener.Change<? extends RuleDraft> change) {
    while (change.next()) {
      rows.getChildren().remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
      var added = new ArrayList<RuleRow>();
      change.getAddedSubList().forEach(draft -> added.add(new RuleRow(draft, vm)));
      rows.getChildren().addAll(change.getFrom(), added);
    }
  }
}
