package io.triggerscope.ui;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.TriggerHealth;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.HealthViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/** The Health screen: the triggers table by table, and what was found, the worst first. */
public final class HealthView extends VBox {

  private static final double ROW = 27;
  private static final double HEADER = 33;
  private static final int TABLES = 6;

  private final HealthViewModel vm;
  private final Preferences preferences;
  private final TableView<Map<String, TriggerHealth>> coverage = new TableView<>();
  private final VBox findings = new VBox();
  private final HBox counts = new HBox();
  private final Label checked = new Label();

  public HealthView(HealthViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.preferences = preferences;
    getStyleClass().addAll("screen", "health");
    fillCoverage();
    findings.setId("findings");
    findings.getStyleClass().add("findings");
    var scroll = new ScrollPane(findings);
    scroll.setFitToWidth(true);
    var found = new Card("Findings", scroll);
    VBox.setVgrow(found, Priority.ALWAYS);
    var content =
        new VBox(
            Sentence.ofProblem(vm.health().problemProperty(), preferences),
            new Card("Trigger coverage", coverage),
            found);
    content.getStyleClass().add("cards");
    VBox.setVgrow(content, Priority.ALWAYS);
    getChildren().addAll(toolbar(), content);
    InvalidationListener show = _ -> show();
    vm.health().valueProperty().addListener(show);
    vm.checkedProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    vm.chosenTableProperty().addListener((_, _, _) -> choose());
    show();
  }

  /** Marks the triggers of the table that another screen has led to. */
  private void choose() {
    coverage.getSelectionModel().clearSelection();
    coverage.getItems().stream()
        .filter(row -> any(row).tableName().equals(vm.chosenTableProperty().get()))
        .findFirst()
        .ifPresent(
            row -> {
              coverage.getSelectionModel().select(row);
              coverage.scrollTo(row);
            });
  }

  private HBox toolbar() {
    var title = new Label("Health");
    title.getStyleClass().add("screen-title");
    counts.setId("health-counts");
    counts.getStyleClass().add("toolbar");
    checked.setId("health-checked");
    checked.getStyleClass().add("muted");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var again = new Button("Run again");
    again.setId("check-health");
    again.setMinWidth(USE_PREF_SIZE);
    again.setOnAction(_ -> vm.refresh());
    again.setVisible(!vm.recorded());
    var busy = new Busy(vm.health().runningProperty(), vm.health()::cancel);
    var bar = new HBox(title, counts, checked, space, busy, again);
    bar.getStyleClass().add("toolbar");
    return bar;
  }

  private void fillCoverage() {
    coverage.setId("coverage");
    coverage.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    coverage.setPlaceholder(
        new EmptyState(
            vm.recorded() ? "No trigger was recorded" : "No trigger could be checked",
            vm.recorded()
                ? "Record on the timeline records a health report as well, tail does not. The triggers"
                    + " are in it where migration 021 had been run."
                : "The triggers of the six tables stand here once the migrations were run."));
    coverage.setFixedCellSize(ROW);
    coverage.setMinHeight(HEADER + TABLES * ROW);
    coverage.setMaxHeight(HEADER + TABLES * ROW);
    coverage.getColumns().add(Columns.node("Table", 150, row -> new Chip(any(row).tableName())));
    for (var event : new String[] {"INSERT", "UPDATE", "DELETE"}) {
      coverage.getColumns().add(Columns.node(event, 80, row -> sign(row.get(event))));
    }
    coverage.getColumns().add(Columns.node("State", 116, row -> state(row)));
    coverage.getColumns().add(Columns.node("Definition", 110, row -> definition(row)));
    coverage
        .getColumns()
        .add(Columns.text("Errors / h", 85, row -> sum(row, true), "number", "mono"));
    coverage
        .getColumns()
        .add(Columns.text("Errors / day", 100, row -> sum(row, false), "number", "mono"));
    // the rest of the width is the last error's
    for (var column : coverage.getColumns()) {
      column.setMinWidth(column.getPrefWidth());
      column.setMaxWidth(column.getPrefWidth());
    }
    coverage.getColumns().add(Columns.text("Last error", 300, this::lastError, "mono"));
  }

  private static TriggerHealth any(Map<String, TriggerHealth> row) {
    return row.values().stream()
        .min(Comparator.comparing(trigger -> !trigger.present()))
        .orElseThrow();
  }

  /** Whether an event is announced; a dash where the contract wants none. */
  private static Label sign(@Nullable TriggerHealth trigger) {
    if (trigger == null) {
      return word("–", "muted");
    }
    return trigger.present() ? word("✓", "good") : word("missing", "failed");
  }

  private static Label state(Map<String, TriggerHealth> row) {
    var trigger = any(row);
    return switch (Objects.requireNonNullElse(trigger.enabled(), "")) {
      case "O" -> word("enabled", "good");
      case "A" -> word("always", "good");
      case "R" -> word("replica only", "attention");
      case "D" -> word("disabled", "failed");
      default -> word("–", "muted");
    };
  }

  private static Label definition(Map<String, TriggerHealth> row) {
    var trigger = any(row);
    if (!trigger.present()) {
      return word("–", "muted");
    }
    return trigger.current() ? word("as shipped", "good") : word("changed", "attention");
  }

  private static Label word(String text, String tone) {
    var label = new Label(text);
    label.getStyleClass().addAll("mono", tone);
    return label;
  }

  private static String sum(Map<String, TriggerHealth> row, boolean lastHour) {
    return Format.count(
        row.values().stream()
            .mapToLong(t -> lastHour ? t.errorsLastHour() : t.errorsLastDay())
            .sum());
  }

  private String lastError(Map<String, TriggerHealth> row) {
    return row.values().stream()
        .filter(t -> t.lastErrorAt() != null)
        .max(Comparator.comparing(t -> Objects.requireNonNullElse(t.lastErrorAt(), Instant.MIN)))
        .map(
            t ->
                Format.dateMinutes(
                        Objects.requireNonNullElse(t.lastErrorAt(), Instant.MIN),
                        preferences.zoneProperty().get())
                    + "  "
                    + t.lastError())
        .orElse("");
  }

  private void show() {
    var health = vm.health().value();
    findings.getChildren().clear();
    counts.getChildren().clear();
    coverage.getItems().clear();
    if (health != null) {
      coverage.getItems().setAll(health.tables().values());
      health.findings().forEach(finding -> findings.getChildren().add(line(finding)));
      for (var severity : Severity.values()) {
        count(health, severity);
      }
      choose();
    }
    var at = vm.checkedProperty().get();
    checked.setText(
        at == null
            ? vm.recorded() ? "no report was recorded" : ""
            : (vm.recorded() ? "recorded " : "checked ")
                + Format.seconds(at, preferences.zoneProperty().get()));
  }

  private void count(Health health, Severity severity) {
    long count = health.count(severity);
    if (count > 0) {
      var label =
          new Label(
              severity == Severity.WARNING
                  ? Format.count(count, "warning")
                  : Format.count(count) + " " + name(severity),
              dot(severity));
      label.setMinWidth(USE_PREF_SIZE);
      counts.getChildren().add(label);
    }
  }

  private static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static Circle dot(Severity severity) {
    var dot = new Circle(4);
    dot.getStyleClass().add("dot");
    dot.pseudoClassStateChanged(States.GOOD, severity == Severity.PASSED);
    dot.pseudoClassStateChanged(States.ATTENTION, severity == Severity.WARNING);
    dot.pseudoClassStateChanged(States.FAILED, severity == Severity.CRITICAL);
    return dot;
  }

  private static HBox line(Finding finding) {
    var summary = wrapped(finding.summary(), "strong");
    var text = new VBox(summary, wrapped(finding.evidence(), "muted"));
    if (!finding.advice().isEmpty()) {
      text.getChildren().add(wrapped(finding.advice()));
    }
    HBox.setHgrow(text, Priority.ALWAYS);
    var severity =
        word(
            name(finding.severity()),
            switch (finding.severity()) {
              case CRITICAL -> "failed";
              case WARNING -> "attention";
              case PASSED -> "good";
            });
    severity.setMinWidth(USE_PREF_SIZE);
    var line = new HBox(dot(finding.severity()), text, severity);
    line.getStyleClass().add("finding");
    return line;
  }

  private static Label wrapped(String text, String... styles) {
    var label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
