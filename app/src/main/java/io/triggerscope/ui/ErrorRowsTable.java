package io.triggerscope.ui;

import io.triggerscope.model.ErrorField;
import io.triggerscope.model.TriggerError;
import io.triggerscope.viewmodel.ErrorListing;
import io.triggerscope.viewmodel.ErrorRowsViewModel;
import io.triggerscope.viewmodel.ErrorsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the log, newest first, of which as many are read as one scrolls to, both ways; below them
 * which they are of how many. Confined to the FX thread.
 */
final class ErrorRowsTable extends VBox {

  private final ErrorsViewModel vm;
  private final ErrorRowsViewModel rows;
  private final Preferences preferences;

  ErrorRowsTable(ErrorsViewModel vm, Preferences preferences) {
    this.vm = vm;
    this.rows = vm.rows();
    this.preferences = preferences;
    var table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(table, foot());
  }

  private NewestFirstTable<TriggerError> table() {
    var table = new NewestFirstTable<>(rows.rows(), rows::loadNewer, rows::loadOlder);
    table.setId("errors-rows");
    table.getColumns().add(column("Occurred", 154, null, this::occurred, "mono"));
    var chips = Columns.node("Table", 136, ErrorRowsTable::chip);
    chips.setUserData(ErrorField.TABLE);
    table.getColumns().add(chips);
    table.getColumns().add(column("Op", 64, ErrorField.OPERATION, TriggerError::operation, "mono"));
    var state = column("SQLSTATE", 88, ErrorField.SQLSTATE, TriggerError::sqlstate, "mono");
    table.getColumns().add(state);
    table
        .getColumns()
        .add(
            column(
                "Transaction", 92, ErrorField.TRANSACTION, TriggerError::batchId, "mono", "muted"));
    // the rest of the width is the message's
    for (var column : table.getColumns()) {
      column.setMinWidth(column.getPrefWidth());
      column.setMaxWidth(column.getPrefWidth());
    }
    table
        .getColumns()
        .add(column("Error", 200, ErrorField.MESSAGE, row -> oneLine(row.errorMessage()), "mono"));
    // of a group all rows have the same
    vm.listingProperty().subscribe(listing -> state.setVisible(listing == ErrorListing.ROWS));
    preferences.zoneProperty().addListener((_, _, _) -> table.refresh());
    follow(table);
    ErrorFilterMenu.install(table, vm);
    Copying.rows(table, this::line);
    table.setPlaceholder(
        new EmptyState(
            "No errors match",
            vm.recorded()
                ? "Nothing that was recorded of trigger_error_log matches these filters. The window"
                    + " records the errors that it reads meanwhile; tail records none."
                : "Nothing in trigger_error_log matches these filters. Errors appear here as the"
                    + " triggers log them."));
    return table;
  }

  private static TableColumn<TriggerError, TriggerError> column(
      String title,
      double width,
      @Nullable ErrorField field,
      Function<TriggerError, @Nullable String> text,
      String... styles) {
    var column =
        Columns.<TriggerError>text(
            title, width, row -> Objects.requireNonNullElse(text.apply(row), "–"), styles);
    column.setUserData(field);
    return column;
  }

  private String occurred(TriggerError row) {
    return Format.moment(row.occurredAt(), vm.now(), preferences.zoneProperty().get());
  }

  private static @Nullable Node chip(TriggerError row) {
    return row.tableName() == null ? null : new Chip(row.tableName());
  }

  private static @Nullable String oneLine(@Nullable String text) {
    return text == null ? null : text.replaceAll("\\s*\\R\\s*", " ");
  }

  private String line(TriggerError row) {
    return String.join(
        "\t",
        Format.fullTime(row.occurredAt(), preferences.zoneProperty().get()),
        ErrorField.TABLE.of(row),
        ErrorField.OPERATION.of(row),
        ErrorField.SQLSTATE.of(row),
        ErrorField.TRANSACTION.of(row),
        ErrorField.MESSAGE.of(row));
  }

  private void follow(NewestFirstTable<TriggerError> table) {
    var chosen = table.getSelectionModel();
    chosen
        .selectedItemProperty()
        .addListener(
            (_, _, row) -> {
              if (row != null) {
                rows.selectedProperty().set(row);
              }
            });
    rows.selectedProperty()
        .subscribe(
            row -> {
              if (row == null) {
                chosen.clearSelection();
              } else if (!row.equals(chosen.getSelectedItem())) {
                chosen.select(row);
                table.scrollTo(row);
              }
            });
  }

  private HBox foot() {
    var place = new Label();
    place.setId("errors-place");
    place.getStyleClass().addAll("muted", "mono");
    place.setMinWidth(Region.USE_PREF_SIZE);
    InvalidationListener show = _ -> place.setText(rows.place(vm.listed()));
    rows.rows().addListener(show);
    vm.counts().valueProperty().addListener(show);
    vm.groups().chosenProperty().addListener(show);
    var newest = new Button("Newest");
    newest.setId("errors-newest");
    newest.disableProperty().bind(rows.newerProperty().not());
    newest.setOnAction(_ -> rows.toNewest());
    var oldest = new Button("Oldest");
    oldest.setId("errors-oldest");
    oldest.disableProperty().bind(rows.olderProperty().not());
    oldest.setOnAction(_ -> rows.toOldest());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    for (var button : new Button[] {newest, oldest}) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.getStyleClass().add("small-button");
    }
    var foot =
        new HBox(
            place,
            new Busy(rows.page().runningProperty(), rows.page()::cancel),
            Sentence.ofProblem(rows.page().problemProperty(), preferences),
            space,
            newest,
            oldest);
    foot.getStyleClass().add("table-foot");
    return foot;
  }
}
