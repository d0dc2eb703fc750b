package io.triggerscope.ui;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.StatementLogViewModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** What we ran on the watched database, newest first. */
final class StatementLogCard extends StackPane {

  StatementLogCard(StatementLogViewModel vm, Preferences preferences) {
    var zone = preferences.zoneProperty();
    var table = new NewestFirstTable<LoggedStatement>(vm.rows(), () -> {});
    table.setId("statement-log");
    var columns = table.getColumns();
    columns.add(
        Columns.text("Time", 104, row -> Format.time(row.at(), zone.get()), "mono", "muted"));
    columns.add(Columns.text("Asked by", 88, StatementLogCard::origin, "muted"));
    columns.add(Columns.text("Statement", 480, row -> oneLine(withoutHeading(row.sql())), "mono"));
    columns.add(Columns.text("Parameters", 160, row -> oneLine(row.parameters()), "mono", "muted"));
    columns.add(Columns.node("Outcome", 160, StatementLogCard::outcome));
    columns.add(
        Columns.text("Took", 84, row -> Format.duration(row.took()), "mono", "muted", "number"));
    zone.addListener((_, _, _) -> table.refresh());
    table.setPlaceholder(
        new EmptyState(
            "Nothing was run yet", "Every statement we run on the database is kept here."));
    var copy = new Button("Copy all");
    copy.setId("copy-statements");
    copy.setOnAction(_ -> Copying.copy(vm.text(zone.get())));
    getChildren().add(new Card("Statement log", table).atEnd(copy));
  }

  private static String origin(LoggedStatement row) {
    return switch (row.origin()) {
      case ACTION -> "a button";
      case BACKGROUND -> "a screen";
    };
  }

  private static Label outcome(LoggedStatement row) {
    var label = new Label(oneLine(row.outcome()));
    label.getStyleClass().add("mono");
    if (row.failed()) {
      label.getStyleClass().add("failed");
    }
    return label;
  }

  /** Without the comment it begins with, which is for those who open the file. */
  private static String withoutHeading(String sql) {
    return sql.replaceFirst("\\A(\\s*--[^\\n]*\\n)+", "");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
