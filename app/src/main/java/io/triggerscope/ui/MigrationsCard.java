package io.triggerscope.ui;

import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.Migration;
import io.triggerscope.viewmodel.DryRunViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.MigrationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.UninstallViewModel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The migrations: which are applied or pending, the SQL of the chosen one, what they would do, and
 * running them.
 */
final class MigrationsCard extends StackPane {

  private final MigrationsViewModel vm;
  private final MigrationsTable table;
  private final Label counts = new Label();
  private final Label script = new Label();
  private final ScriptView sql = new ScriptView();
  private final Button run = new Button();
  private final Button dryRun = new Button();
  private final Button adopt = new Button("Adopt…");
  private final Button accept = new Button("Accept checksum…");

  MigrationsCard(
      MigrationsViewModel vm,
      UninstallViewModel uninstall,
      FileDialogs dialogs,
      Preferences preferences) {
    this.vm = vm;
    counts.getStyleClass().add("muted");
    script.getStyleClass().add("muted");
    this.table = new MigrationsTable(preferences);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            migration -> {
              showSql(migration);
              offer(migration);
            });
    sql.setId("migration-sql");
    VBox.setVgrow(sql, Priority.ALWAYS);
    var notice = Sentence.of(vm.noticeProperty(), preferences);
    notice.setId("migrations-notice");
    var parts =
        new VBox(
            scriptLine(),
            sql,
            new LockLines(vm.dryRun()),
            progress(),
            Sentence.ofProblem(vm.list().problemProperty(), preferences));
    parts.getStyleClass().add("column");
    // what gives way where there is little room; what came of an action, and the buttons, do not
    var scroll = new ScrollPane(parts);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var body =
        new VBox(
            scroll,
            new DryRunLine(vm.dryRun()),
            Sentence.ofProblem(vm.dryRun().result().problemProperty(), preferences),
            notice,
            health(),
            new LimitsLine(vm),
            buttons());
    body.getStyleClass().add("card-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    var content = new VBox(path(), table, body);
    getChildren()
        .add(
            new Card("Migrations", content)
                .beside(
                    counts,
                    new MigrationSourceMenu(vm, dialogs, preferences),
                    new Busy(vm.list().runningProperty(), vm.list()::cancel))
                .atEnd(uninstall(uninstall, preferences)));
    InvalidationListener show = _ -> show(vm.list().value());
    vm.list().valueProperty().addListener(show);
    vm.runningProperty().addListener(show);
    vm.dryRun().result().valueProperty().addListener(show);
    vm.dryRun().result().runningProperty().addListener(show);
    show(vm.list().value());
  }

  private Button uninstall(UninstallViewModel uninstall, Preferences preferences) {
    var open = new Button("Uninstall…");
    open.setId("uninstall");
    open.setMinWidth(USE_PREF_SIZE);
    open.setDisable(!vm.access().refusal().isEmpty());
    open.setOnAction(_ -> new UninstallDialog(uninstall, preferences).show(getScene().getWindow()));
    return open;
  }

  /** Where the folder is; nothing while there is none. */
  private Label path() {
    var path = new Label();
    path.setId("migrations-path");
    path.getStyleClass().addAll("mono", "muted");
    // of a path the end tells most
    path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    path.managedProperty().bind(path.visibleProperty());
    vm.folderProperty()
        .subscribe(
            folder -> {
              path.setVisible(folder != null);
              path.setText(folder == null ? "" : folder.toString());
              path.setTooltip(folder == null ? null : new Tooltip(folder.toString()));
            });
    return path;
  }

  private HBox scriptLine() {
    script.setWrapText(true);
    script.setMinHeight(Region.USE_PREF_SIZE);
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

  private FlowPane buttons() {
    run.setId("run-migrations");
    run.getStyleClass().add("success");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> confirm());
    dryRun.setId("dry-run");
    dryRun.setMinWidth(Region.USE_PREF_SIZE);
    dryRun.setOnAction(_ -> confirmDryRun());
    adopt.setId("adopt");
    adopt.setMinWidth(Region.USE_PREF_SIZE);
    adopt.managedProperty().bind(adopt.visibleProperty());
    adopt.setOnAction(_ -> vm.adoptable().ifPresent(this::confirmAdopting));
    var why = Sentence.saying(vm.access().refusal());
    why.setId("migrations-refusal");
    var busy = new Busy(vm.runningProperty(), vm::cancel);
    var rehearsing = vm.dryRun().result();
    var dryBusy = new Busy(rehearsing.runningProperty(), rehearsing::cancel);
    accept.setId("accept-checksum");
    accept.setMinWidth(Region.USE_PREF_SIZE);
    accept.managedProperty().bind(accept.visibleProperty());
    accept.setOnAction(_ -> confirmAccepting());
    var line = new FlowPane(dryRun, run, adopt, accept, busy, dryBusy, why);
    line.getStyleClass().add("wrapped-line");
    return line;
  }

  private void show(@Nullable List<Migration> all) {
    table.show(all == null ? List.of() : all);
    int pending = vm.pending().size();
    counts.setText(
        all == null
            ? ""
            : Format.count(vm.applied().size()) + " of " + Format.count(vm.count()) + " applied");
    run.setText(
        pending == 0 ? "Run migrations…" : "Run " + Format.count(pending, "migration") + "…");
    run.setDisable(pending == 0 || vm.runningProperty().get() || !vm.access().refusal().isEmpty());
    adopt.setVisible(vm.adoptable().isPresent());
    adopt.setDisable(vm.runningProperty().get());
    accept.setDisable(vm.runningProperty().get());
    offer(table.chosen());
  }

  /** Offers what can be done with the chosen one. */
  private void offer(@Nullable Migration migration) {
    accept.setVisible(vm.isAcceptable(migration));
    dryRun.setText(
        migration == null || migration.pending() ? "Dry run…" : "Compare with the database…");
    dryRun.setDisable(
        migration == null
            || vm.inDryRun(migration).isEmpty()
            || vm.runningProperty().get()
            || vm.dryRun().result().isRunning()
            || !vm.access().refusal().isEmpty());
  }

  /** What the check after a run found. */
  private Label health() {
    var label = new Label();
    label.setId("migrations-health");
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("sentence");
    label.setWrapText(true);
    label.managedProperty().bind(label.visibleProperty());
    vm.health()
        .valueProperty()
        .subscribe(
            health -> {
              label.setVisible(health != null);
              label.setText(health == null ? "" : words(health));
            });
    return label;
  }

  private static String words(Health health) {
    long good = health.triggers().stream().filter(t -> t.present() && t.current()).count();
    long bad = health.count(Severity.CRITICAL) + health.count(Severity.WARNING);
    return "Health after it: %s, %s."
        .formatted(
            health.triggers().isEmpty()
                ? "nothing known of the triggers"
                : "%s of %s trigger events as installed"
                    .formatted(Format.count(good), Format.count(health.triggers().size())),
            bad == 0
                ? "nothing to act on"
                : Format.count(bad, "finding") + " to look at on Health");
  }

  private void showSql(@Nullable Migration migration) {
    script.setText(migration == null ? "" : title(migration));
    sql.show(
        migration == null
            ? ""
            : Objects.requireNonNullElse(
                migration.sql(), "-- What was there before; there is no script for it."));
  }

  private static String title(Migration migration) {
    var by = migration.installedBy();
    return migration.script()
        + (by == null ? "" : " · installed by " + by)
        + (migration.state() == Migration.State.CHANGED ? " · " + checksums(migration) : "");
  }

  private static String checksums(Migration migration) {
    return "checksum "
        + migration.recordedChecksum()
        + " recorded, "
        + migration.checksum()
        + " now";
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
                + "Afterwards health is checked, and where the triggers are installed"
                + " test_cache_invalidation() runs, which sends TEST notifications. "
                + (pending.stream().allMatch(Migration::transactional)
                    ? "Each runs in a transaction of its own, together with its history row."
                    : "Each runs in a transaction of its own, together with its history row, but"
                        + " for those marked: they stop nobody and can be run again."),
            Stream.of(
                    pending.stream().map(MigrationsCard::step),
                    limits(),
                    Stream.of("recorded in " + vm.historyTable()))
                .flatMap(lines -> lines)
                .toList(),
            "Run",
            false,
            vm.access())
        .ask(getScene().getWindow(), () -> vm.run(pending));
  }

  private Stream<String> limits() {
    return Stream.of(
        "lock_timeout " + Format.span(vm.lockTimeoutProperty().get()),
        "statement_timeout " + Format.span(vm.statementTimeoutProperty().get()));
  }

  private void confirmDryRun() {
    var chosen = table.chosen();
    if (chosen == null) {
      return;
    }
    var scripts = vm.inDryRun(chosen);
    new Confirmation(
            "Run and take back " + Format.count(scripts.size(), "migration"),
            "On database "
                + vm.access().database()
                + ". Really run, in one transaction that is rolled back. Its locks are really taken"
                + " until then, and sequences advance.",
            Stream.concat(scripts.stream().map(MigrationsCard::step), limits()).toList(),
            "Dry run",
            false,
            vm.access())
        .ask(getScene().getWindow(), () -> vm.dryRun(scripts));
  }

  private void confirmAdopting(String version) {
    var notCompared = vm.notCompared();
    new Confirmation(
            "Adopt what is there as version " + version,
            "On database "
                + vm.access().database()
                + (notCompared.isEmpty()
                    ? ". The dry run has changed nothing, so that the scripts up to this version"
                        + " need not run."
                    : ". The scripts up to this version are not run: they change nothing, or"
                        + " something that they make is there, which was not compared with what"
                        + " they make.")
                + " Only their record is written.",
            Stream.concat(
                    Stream.of(vm.historyTable() + ": baseline " + version),
                    notCompared.stream().map(script -> "not compared: " + script))
                .toList(),
            "Adopt",
            false,
            vm.access())
        .ask(getScene().getWindow(), () -> vm.adopt(version));
  }

  private void confirmAccepting() {
    var changed = table.chosen();
    var compared = vm.dryRun().result().value();
    if (changed == null || compared == null) {
      return;
    }
    new Confirmation(
            "Accept the script of " + changed.version() + " as it is now",
            "On database "
                + vm.access().database()
                + ". Nothing is run; one row is changed, which records the migration. Compared with"
                + " the database before: "
                + DryRunViewModel.summary(compared),
            List.of(
                vm.historyTable() + ", version " + changed.version(),
                "checksum " + changed.recordedChecksum() + " → " + changed.checksum()),
            "Accept",
            false,
            vm.access())
        .ask(getScene().getWindow(), () -> vm.accept(changed));
  }
}
