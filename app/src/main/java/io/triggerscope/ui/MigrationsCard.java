package io.triggerscope.ui;

import io.triggerscope.model.Migration;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.MigrationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The migrations: which are applied or pending, the SQL of the chosen one, and running them. */
final class MigrationsCard extends StackPane {

  private static final double ROW = 27;
  private static final double HEADER = 33;
  private static final int ROWS_IN_VIEW = 4;
  private static final double VERSION = 72;
  private static final double STATE = 168;

  private final MigrationsViewModel vm;
  private final ObservableList<Migration> rows = FXCollections.observableArrayList();
  private final TableView<Migration> table = new TableView<>(rows);
  private final Label counts = new Label();
  private final Label script = new Label();
  private final ScriptView sql = new ScriptView();
  private final Button run = new Button();

  MigrationsCard(MigrationsViewModel vm, Preferences preferences) {
    this.vm = vm;
    counts.getStyleClass().add("muted");
    script.getStyleClass().add("muted");
    fillTable(preferences);
    sql.setId("migration-sql");
    VBox.setVgrow(sql, Priority.ALWAYS);
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("migrations-notice");
    var body =
        new VBox(
            scriptLine(),
            sql,
            progress(),
            Sentence.ofProblem(vm.list().problemProperty(), preferences),
            notice,
            buttons());
    body.getStyleClass().add("card-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    var content = new VBox(table, body);
    getChildren()
        .add(
            new Card("Migrations", content)
                .beside(counts, new Busy(vm.list().runningProperty(), vm.list()::cancel)));
    InvalidationListener show = _ -> show(vm.list().value());
    vm.list().valueProperty().addListener(show);
    vm.runningProperty().addListener(show);
    show(vm.list().value());
  }

  private HBox scriptLine() {
    var copy = new Button("Copy SQL");
    copy.setId("copy-migration");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setOnAction(_ -> Copying.copy(sql.text()));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(script, space, copy);
    line.getStyleClass().add("line");
    return line;
  }

  private void fillTable(Preferences preferences) {
    table.setId("migrations");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    table.setPlaceholder(new Label());
    var version = Columns.text("Version", VERSION, Migration::version, "mono");
    version.setMinWidth(VERSION);
    version.setMaxWidth(VERSION);
    var state = Columns.<Migration>node("State", STATE, m -> state(m, preferences));
    state.setMinWidth(STATE);
    state.setMaxWidth(STATE);
    table.getColumns().add(version);
    table.getColumns().add(Columns.text("Description", 200, MigrationsCard::description, "mono"));
    table.getColumns().add(state);
    var height = Bindings.min(Bindings.size(rows), ROWS_IN_VIEW).multiply(ROW).add(HEADER);
    table.minHeightProperty().bind(height);
    table.maxHeightProperty().bind(height);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, migration) -> showSql(migration));
    preferences.zoneProperty().addListener((_, _, _) -> table.refresh());
  }

  private static String description(Migration migration) {
    return migration.state() == Migration.State.BASELINE
        ? "what was there before"
        : migration.description();
  }

  private static Label state(Migration migration, Preferences preferences) {
    var label = new Label();
    var installed = migration.installedOn();
    var when =
        installed == null ? "" : Format.dateMinutes(installed, preferences.zoneProperty().get());
    label.setText(
        switch (migration.state()) {
          case BASELINE -> "baseline";
          case PENDING -> "pending";
          case APPLIED -> "applied " + when;
          case CHANGED -> "changed since";
          case FAILED -> "failed";
          case UNKNOWN -> "not shipped here";
        });
    label
        .getStyleClass()
        .addAll(
            "mono",
            switch (migration.state()) {
              case BASELINE -> "muted";
              case APPLIED -> "good";
              case PENDING, CHANGED, UNKNOWN -> "attention";
              case FAILED -> "failed";
            });
    return label;
  }

  private VBox progress() {
    var lines = new VBox();
    lines.getStyleClass().add("progress-lines");
    lines.managedProperty().bind(lines.visibleProperty());
    InvalidationListener show =
        _ -> {
          lines.getChildren().setAll(vm.progress().stream().map(MigrationsCard::line).toList());
          lines.setVisible(!vm.progress().isEmpty());
        };
    vm.progress().addListener(show);
    show.invalidated(vm.progress());
    return lines;
  }

  private static Label line(String text) {
    var label = new Label(text);
    label.getStyleClass().addAll("mono", "muted");
    return label;
  }

  private HBox buttons() {
    run.setId("run-migrations");
    run.getStyleClass().add("success");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> confirm());
    var why = Sentence.saying(vm.access().refusal());
    why.setId("migrations-refusal");
    var busy = new Busy(vm.runningProperty(), vm::cancel);
    var line = new HBox(run, busy, why);
    line.getStyleClass().add("line");
    return line;
  }

  private void show(@Nullable List<Migration> all) {
    var chosen = table.getSelectionModel().getSelectedItem();
    rows.setAll(all == null ? List.of() : all);
    int pending = vm.pending().size();
    counts.setText(
        all == null
            ? ""
            : Format.count(vm.applied().size())
                + " applied · "
                + Format.count(pending)
                + " pending");
    run.setText(
        pending == 0 ? "Run migrations…" : "Run " + Format.count(pending, "migration") + "…");
    run.setDisable(pending == 0 || vm.runningProperty().get() || !vm.access().refusal().isEmpty());
    reselect(chosen);
  }

  /** The one chosen before, else the first that is pending, else the newest. */
  private void reselect(@Nullable Migration before) {
    Stream.of(
            rows.stream().filter(m -> before != null && m.script().equals(before.script())),
            rows.stream().filter(Migration::pending),
            rows.reversed().stream())
        .flatMap(candidates -> candidates)
        .findFirst()
        .ifPresent(migration -> table.getSelectionModel().select(migration));
  }

  private void showSql(@Nullable Migration migration) {
    script.setText(migration == null ? "" : migration.script());
    sql.show(
        migration == null
            ? ""
            : Objects.requireNonNullElse(
                migration.sql(), "-- What was there before; there is no script for it."));
  }

  private static String step(Migration migration) {
    return migration.script() + (migration.transactional() ? "" : "   in no transaction");
  }

  private void confirm() {
    var pending = vm.pending();
    new Confirmation(
            "Run " + Format.count(pending.size(), "migration"),
            "On database "
                + vm.access().database()
                + ". "
                + (pending.stream().allMatch(Migration::transactional)
                    ? "Each runs in a transaction of its own, together with its history row."
                    : "Each runs in a transaction of its own, together with its history row, but"
                        + " for those marked: they stop nobody and can be run again."),
            Stream.concat(
                    pending.stream().map(MigrationsCard::step),
                    Stream.of("lock_timeout " + vm.lockTimeout()))
                .toList(),
            "Run",
            false,
            vm.access())
        .ask(getScene().getWindow(), vm::run);
  }
}
