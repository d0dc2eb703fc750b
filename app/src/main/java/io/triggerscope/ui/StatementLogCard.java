package io.triggerscope.ui;

import io.triggerscope.model.LoggedStatement;
import io.triggerscope.ui.FileDialogs.Kind;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.StatementLogViewModel;
import io.triggerscope.viewmodel.StatementLogViewModel.Row;
import io.triggerscope.viewmodel.StatementLogViewModel.Shown;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** What we ran on the watched database, newest first. */
final class StatementLogCard extends StackPane {

  StatementLogCard(StatementLogViewModel vm, FileDialogs dialogs, Preferences preferences) {
    var zone = preferences.zoneProperty();
    var table = new NewestFirstTable<Row>(vm.rows(), () -> {});
    table.setId("statement-log");
    var columns = table.getColumns();
    var time = column("Time", 104, row -> Format.time(row.at(), zone.get()), "mono", "muted");
    time.setMinWidth(time.getPrefWidth());
    columns.add(time);
    columns.add(column("Asked by", 88, StatementLogCard::origin, "muted"));
    columns.add(
        Columns.text(
            "Times",
            64,
            row -> row.times() == 1 ? "" : Format.count(row.times()),
            "mono",
            "number"));
    columns.add(column("Statement", 440, row -> oneLine(withoutHeading(row.sql())), "mono"));
    columns.add(column("Parameters", 160, row -> oneLine(row.parameters()), "mono", "muted"));
    columns.add(Columns.node("Outcome", 160, row -> outcome(row.statement())));
    columns.add(column("Took", 84, row -> Format.duration(row.took()), "mono", "muted", "number"));
    zone.addListener((_, _, _) -> table.refresh());
    table.setPlaceholder(
        new EmptyState(
            "No statement to show",
            "Every statement we run on the database is kept here, unless the filter leaves it out."));
    getChildren().add(new Card("Statement log", table).atEnd(tools(vm, dialogs, preferences)));
  }

  private HBox tools(StatementLogViewModel vm, FileDialogs dialogs, Preferences preferences) {
    var zone = preferences.zoneProperty();
    var notice = Sentence.of(vm.file().noticeProperty(), preferences);
    notice.setId("statements-notice");
    var filter = new TextField();
    filter.setId("statements-filter");
    filter.setPromptText("filter statements…");
    filter.setPrefColumnCount(22);
    filter.getStyleClass().add("mono");
    filter.textProperty().bindBidirectional(vm.filterProperty());
    var shown = new Choice<>(vm.shownProperty(), List.of(Shown.values()), Shown::title);
    shown.setId("statements-shown");
    var copy = new Button("Copy all");
    copy.setId("copy-statements");
    copy.setOnAction(_ -> Copying.copy(vm.text(zone.get())));
    var save = new Button("Save…");
    save.setId("save-statements");
    save.setOnAction(
        _ ->
            dialogs
                .save(getScene().getWindow(), Kind.SQL, "triggerscope-statements.sql")
                .ifPresent(to -> vm.save(to, zone.get())));
    var tools = new HBox(notice, filter, shown, copy, save);
    tools.getStyleClass().add("line");
    return tools;
  }

  private static TableColumn<Row, Row> column(
      String title, double width, Function<LoggedStatement, String> text, String... styles) {
    return Columns.text(title, width, row -> text.apply(row.statement()), styles);
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
