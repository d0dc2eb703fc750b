package io.triggerscope.ui;

import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.UninstallViewModel;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Takes away what the migrations have made, once a preview has shown what that is. */
final class UninstallDialog {

  private final UninstallViewModel vm;
  private final Preferences preferences;
  private final ScriptView sql = new ScriptView();
  private final Button uninstall = new Button("Uninstall…");
  private final Button preview = new Button("Preview");

  UninstallDialog(UninstallViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    Look.dialog(owner, "Uninstall", pane()).show();
  }

  private DialogPane pane() {
    var heading = new Label("Uninstall the triggers");
    heading.getStyleClass().add("screen-title");
    var text =
        new Label(
            "Drops the triggers, also those you made for other tables, their functions, and the"
                + " record of the migrations, in one transaction: all or nothing. The preview runs it"
                + " and takes it back, which locks the tables for a moment.");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    var all = new CheckBox("Drop trigger_error_log too, with all its rows");
    all.setMnemonicParsing(false);
    all.setId("uninstall-error-log");
    all.selectedProperty().bindBidirectional(vm.withErrorLogProperty());
    sql.setId("uninstall-sql");
    VBox.setVgrow(sql, Priority.ALWAYS);
    vm.withErrorLogProperty().subscribe(() -> sql.show(vm.sql()));
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("uninstall-notice");
    var body =
        new VBox(
            heading,
            text,
            all,
            sql,
            new LockLines(vm.preview()),
            Sentence.ofProblem(vm.preview().result().problemProperty(), preferences),
            new DryRunLine(vm.preview()),
            notice,
            buttons());
    body.getStyleClass().add("body");
    var pane = new DialogPane();
    pane.setId("uninstall-dialog");
    pane.getStyleClass().addAll("confirmation", "uninstall-dialog");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    pane.lookupButton(ButtonType.CLOSE).setId("uninstall-close");
    InvalidationListener show = _ -> show();
    vm.preview().result().valueProperty().addListener(show);
    vm.preview().result().runningProperty().addListener(show);
    vm.withErrorLogProperty().addListener(show);
    vm.runningProperty().addListener(show);
    show();
    return pane;
  }

  private HBox buttons() {
    preview.setId("uninstall-preview");
    preview.setOnAction(_ -> confirmPreview());
    uninstall.setId("uninstall-run");
    uninstall.getStyleClass().add("danger-text");
    uninstall.setOnAction(_ -> confirm());
    var result = vm.preview().result();
    var line =
        new HBox(
            preview,
            uninstall,
            new Busy(result.runningProperty(), result::cancel),
            new Busy(vm.runningProperty(), vm::cancel));
    line.getStyleClass().add("line");
    return line;
  }

  private void show() {
    boolean busy = vm.runningProperty().get() || vm.preview().result().isRunning();
    preview.setDisable(busy);
    uninstall.setDisable(busy || !vm.isPreviewed());
  }

  private void confirmPreview() {
    new Confirmation(
            "Preview uninstalling",
            "On database "
                + vm.access().database()
                + ". Runs it and takes it back. Until then the tables are locked for readers and"
                + " writers.",
            List.of("uninstall.sql, rolled back"),
            "Preview",
            false,
            vm.access())
        .askOnProduction(preview.getScene().getWindow(), vm::lookAhead);
  }

  private void confirm() {
    new Confirmation(
            "Uninstall the triggers",
            "On database "
                + vm.access().database()
                + ". From then on no change of these tables is announced. The migrations bring it"
                + " back"
                + (vm.withErrorLogProperty().get() ? ", but not the rows of the error log." : "."),
            List.of(
                "uninstall.sql, in one transaction",
                "trigger_error_log " + (vm.withErrorLogProperty().get() ? "goes" : "stays")),
            "Uninstall",
            true,
            vm.access())
        .ask(uninstall.getScene().getWindow(), vm::run);
  }
}
