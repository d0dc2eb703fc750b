package io.triggerscope.ui;

import io.triggerscope.model.Cron;
import io.triggerscope.model.CronJob;
import io.triggerscope.ui.Code.Language;
import io.triggerscope.viewmodel.CleanupCommands;
import io.triggerscope.viewmodel.CleanupScheduleViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The clean-up by the clock: the jobs of pg_cron, or else the lines that do without it. */
final class CleanupScheduleDialog {

  private final CleanupScheduleViewModel vm;
  private final Preferences preferences;
  private final VBox found = column();
  private final VBox creating = column();
  private final CodeView statement = new CodeView();
  private final Button create = new Button("Create job…");

  CleanupScheduleDialog(CleanupScheduleViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
  }

  /** Opens over {@code owner}. */
  void show(Window owner) {
    vm.refresh();
    Look.dialog(owner, "Clean up on a schedule", pane()).show();
  }

  private DialogPane pane() {
    var heading = new Label("Clean up on a schedule");
    heading.getStyleClass().add("screen-title");
    fillCreating();
    var scroll = new ScrollPane(found);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("schedule-notice");
    var problem = Sentence.ofProblem(vm.cron().problemProperty(), preferences);
    problem.setId("schedule-problem");
    var busy = new HBox(heading, new Busy(vm.cron().runningProperty(), vm.cron()::cancel));
    busy.getStyleClass().add("line");
    var body = new VBox(busy, scroll, problem, creating, notice);
    body.getStyleClass().add("body");
    var pane = new DialogPane();
    pane.setId("schedule-dialog");
    pane.getStyleClass().addAll("confirmation", "schedule-dialog");
    pane.setContent(body);
    pane.getButtonTypes().setAll(ButtonType.CLOSE);
    pane.lookupButton(ButtonType.CLOSE).setId("schedule-close");
    InvalidationListener show = _ -> show(vm.cron().value());
    vm.cron().valueProperty().addListener(show);
    vm.writingProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show(vm.cron().value());
    return pane;
  }

  private void fillCreating() {
    var when = new TextField();
    when.setId("schedule-when");
    when.getStyleClass().add("mono");
    when.setPrefColumnCount(12);
    when.textProperty().bindBidirectional(vm.schedule().textProperty());
    var label = new Label("Minute hour day month weekday");
    label.setLabelFor(when);
    statement.setId("schedule-statement");
    when.textProperty().subscribe(() -> statement.show(vm.creation(), Language.SQL));
    create.setId("schedule-create");
    create.setMinWidth(Region.USE_PREF_SIZE);
    create.setOnAction(
        _ -> {
          if (vm.isReady()) {
            confirmCreating();
          }
        });
    var line = new HBox(label, when, create, Sentence.saying(vm.access().refusal()));
    line.getStyleClass().add("line");
    var wrong = Sentence.failing(vm.schedule().problemProperty());
    wrong.setId("schedule-wrong");
    creating.getChildren().addAll(line, wrong, statement);
    creating.managedProperty().bind(creating.visibleProperty());
  }

  private void show(@Nullable Cron cron) {
    creating.setVisible(cron instanceof Cron.Here);
    create.setText(vm.replaced() == null ? "Create job…" : "Replace job…");
    create.setDisable(vm.writingProperty().get() || !vm.access().refusal().isEmpty());
    statement.show(vm.creation(), Language.SQL);
    var lines = new ArrayList<Node>();
    if (cron != null) {
      lines.add(sentence(words(cron), "schedule-words"));
    }
    if (cron instanceof Cron.Here(_, var jobs)) {
      jobs.stream().map(this::job).forEach(lines::add);
    }
    vm.lines().stream().map(CleanupScheduleDialog::line).forEach(lines::add);
    found.getChildren().setAll(lines);
  }

  private String words(Cron cron) {
    var byAge = " A job deletes by age alone: it does not know which groups you have acknowledged.";
    return switch (cron) {
      case Cron.Here(var version, var jobs) ->
          "pg_cron "
              + version
              + " runs in this database, with "
              + (jobs.isEmpty() ? "no job that cleans up" : Format.count(jobs.size(), "such job"))
              + " that you may see. Times are UTC unless cron.timezone says otherwise."
              + byAge;
      case Cron.Elsewhere(var database) ->
          "pg_cron keeps its jobs in database "
              + database
              + ". Connect there to see them; a job for this database is made there."
              + byAge;
      case Cron.Forbidden(var role) ->
          "pg_cron is in this database, but role "
              + role
              + " may not use it: it has no right on schema cron.";
      case Cron.Absent(var installed, var loaded) ->
          (installed
                  ? "pg_cron is installed on the server, but not "
                      + (loaded ? "created in" : "set up for")
                      + " this database."
                  : "The server has no pg_cron, which runs SQL by the clock.")
              + " These lines do without it, or get it. None has a password: use a .pgpass file.";
    };
  }

  private VBox job(CronJob job) {
    var title = new Label(job.schedule());
    title.getStyleClass().add("mono");
    var where =
        new Label(
            "job "
                + job.id()
                + " · database "
                + job.database()
                + " · role "
                + job.role()
                + (job.active() ? "" : " · switched off"));
    where.getStyleClass().addAll("muted", "small");
    var remove = new Button("Remove…");
    remove.setId("schedule-remove-" + job.id());
    remove.getStyleClass().add("danger-text");
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setDisable(vm.writingProperty().get() || !vm.access().refusal().isEmpty());
    remove.setOnAction(_ -> confirmRemoving(job));
    var head = new HBox(title, where, space(), remove);
    head.getStyleClass().add("line");
    var box = new VBox(head, mono(job.command()));
    box.getStyleClass().addAll("result-line", "cron-job");
    if (job.newestFirst().isEmpty()) {
      box.getChildren().add(sentence("It has not run yet.", "schedule-runs-" + job.id()));
    }
    job.newestFirst().stream().map(this::run).forEach(box.getChildren()::add);
    return box;
  }

  private Label run(CronJob.Run run) {
    var start = run.start();
    var time =
        start == null
            ? "not started"
            : Format.moment(start, vm.now(), preferences.zoneProperty().get());
    var line = sentence(time + "  " + run.status() + "  " + run.message(), "");
    line.getStyleClass().setAll("sentence", "label", run.failed() ? "failed" : "muted");
    line.getStyleClass().add("cron-run");
    return line;
  }

  private static VBox line(CleanupCommands.Line line) {
    var copy = new Button("Copy");
    copy.getStyleClass().add("small-button");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setAccessibleText("Copy: " + line.what());
    copy.setOnAction(_ -> Copying.copy(line.text()));
    var what = new Label(line.what());
    what.getStyleClass().addAll("muted", "small");
    var head = new HBox(what, space(), copy);
    head.getStyleClass().add("line");
    var box = new VBox(head, mono(line.text()));
    box.getStyleClass().addAll("result-line", "command-line");
    return box;
  }

  private static Region space() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static Label mono(String text) {
    var label = sentence(text, "");
    label.getStyleClass().add("mono");
    return label;
  }

  private static Label sentence(String text, String id) {
    var label = new Label(text);
    label.setId(id);
    label.getStyleClass().add("sentence");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static VBox column() {
    var column = new VBox();
    column.getStyleClass().add("column");
    return column;
  }

  private void confirmCreating() {
    var replaced = vm.replaced();
    new Confirmation(
            replaced == null ? "Create a job of pg_cron" : "Replace job " + replaced.id(),
            "On database "
                + vm.access().database()
                + ". From then on rows are deleted by age alone, as your role, without a question.",
            Stream.concat(
                    Stream.of(vm.creation()),
                    replaced == null
                        ? Stream.empty()
                        : Stream.of(
                            "instead of " + replaced.schedule() + "  " + replaced.command()))
                .toList(),
            replaced == null ? "Create" : "Replace",
            true,
            vm.access())
        .ask(create.getScene().getWindow(), vm::create);
  }

  private void confirmRemoving(CronJob job) {
    new Confirmation(
            "Remove job " + job.id(),
            "On database " + vm.access().database() + ". It does not run again.",
            List.of(
                "SELECT cron.unschedule(" + job.id() + ")", job.schedule() + "  " + job.command()),
            "Remove",
            true,
            vm.access())
        .ask(create.getScene().getWindow(), () -> vm.remove(job));
  }
}
