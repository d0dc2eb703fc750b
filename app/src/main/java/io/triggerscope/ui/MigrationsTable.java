package io.triggerscope.ui;

import io.triggerscope.model.Migration;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** The migrations with their states, of which one is chosen. Confined to the FX thread. */
final class MigrationsTable extends TableView<Migration> {

  private static final double ROW = 27;
  private static final double HEADER = 33;
  private static final int ROWS_IN_VIEW = 4;
  private static final double VERSION = 72;
  private static final double STATE = 168;

  MigrationsTable(Preferences preferences) {
    setId("migrations");
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
    setPlaceholder(new Label());
    var version = Columns.text("Version", VERSION, Migration::version, "mono");
    version.setMinWidth(VERSION);
    version.setMaxWidth(VERSION);
    var state = Columns.<Migration>node("State", STATE, m -> state(m, preferences));
    state.setMinWidth(STATE);
    state.setMaxWidth(STATE);
    getColumns().add(version);
    getColumns().add(Columns.text("Description", 200, MigrationsTable::description, "mono"));
    getColumns().add(state);
    var height = Bindings.min(Bindings.size(getItems()), ROWS_IN_VIEW).multiply(ROW).add(HEADER);
    minHeightProperty().bind(height);
    maxHeightProperty().bind(height);
    preferences.zoneProperty().addListener((_, _, _) -> refresh());
  }

  @Nullable Migration chosen() {
    return getSelectionModel().getSelectedItem();
  }

  /** Chooses the one chosen before, else the first that is pending, else the newest. */
  void show(List<Migration> migrations) {
    var before = chosen();
    getItems().setAll(migrations);
    Stream.of(
            migrations.stream().filter(m -> before != null && m.script().equals(before.script())),
            migrations.stream().filter(Migration::pending),
            migrations.reversed().stream())
        .flatMap(candidates -> candidates)
        .findFirst()
        .ifPresent(getSelectionModel()::select);
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
          case OVERTAKEN -> "older, not applied";
          case UNKNOWN -> "no script here";
        });
    label
        .getStyleClass()
        .addAll(
            "mono",
            switch (migration.state()) {
              case BASELINE -> "muted";
              case APPLIED -> "good";
              case PENDING, CHANGED, OVERTAKEN, UNKNOWN -> "attention";
              case FAILED -> "failed";
            });
    return label;
  }
}
