package io.triggerscope.ui;

import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The table of transactions, newest first. */
final class TransactionTable extends StackPane {

  private static final int MOST_CHIPS = 2;

  /** In pixels, column by column: titles and figures stay whole, and the chips give way. */
  private static final int[] LEAST_WIDTHS = {106, 88, 72, 94, 68, 52, 80, 62, 76};

  private final TableView<Transaction> table = new TableView<>();

  TransactionTable(TimelineViewModel timeline, Preferences preferences) {
    getStyleClass().add("card");
    getChildren().add(table);
    table.setId("transactions");
    table.setItems(timeline.transactions());
    table.setPlaceholder(placeholder());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    var zone = preferences.zoneProperty();
    table
        .getColumns()
        .setAll(
            List.of(
                Columns.text(
                    "Received", 106, t -> Format.time(t.firstReceivedAt(), zone.get()), "mono"),
                Columns.text("Transaction", 88, Transaction::batchId, "mono", "muted"),
                Columns.node("Tables", 250, TransactionTable::chips),
                number("Notifications", 98, t -> Format.count(t.notifications())),
                number("Batches", 70, t -> Format.count(t.batches().size())),
                number("Users", 58, t -> Format.count(t.users().size())),
                number("Cache ops", 82, t -> Format.count(t.batchedOps())),
                Columns.text("Saved", 72, TransactionTable::saved, "mono", "number", "good"),
                number("Latency", 84, t -> Format.duration(t.latency()))));
    for (int i = 0; i < LEAST_WIDTHS.length; i++) {
      table.getColumns().get(i).setMinWidth(LEAST_WIDTHS[i]);
    }
    zone.addListener((_, _, _) -> table.refresh());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, chosen) -> {
              if (chosen != null) {
                timeline.selectedProperty().set(chosen);
              }
            });
    timeline
        .selectedProperty()
        .addListener(
            (_, _, chosen) -> {
              if (chosen != null && chosen != table.getSelectionModel().getSelectedItem()) {
                table.getSelectionModel().select(chosen);
                table.scrollTo(chosen);
              }
            });
  }

  private static TableColumn<Transaction, Transaction> number(
      String title, double width, Function<Transaction, String> text) {
    return Columns.text(title, width, text, "mono", "number");
  }

  private static HBox chips(Transaction transaction) {
    var chips = new HBox();
    chips.getStyleClass().add("chips");
    transaction.tables().keySet().stream()
        .limit(MOST_CHIPS)
        .forEach(table -> chips.getChildren().add(new Chip(table)));
    int more = transaction.tables().size() - MOST_CHIPS;
    if (more > 0) {
      var rest = new Label("+" + more);
      rest.getStyleClass().addAll("muted", "small");
      rest.setTooltip(new Tooltip(String.join(", ", transaction.tables().keySet())));
      chips.getChildren().add(rest);
    }
    return chips;
  }

  /** Nothing to save where a transaction needs as many operations batched as alone. */
  private static String saved(Transaction transaction) {
    return transaction.naiveOps() == transaction.batchedOps()
        ? "–"
        : Format.percent(transaction.saved());
  }

  private static Label placeholder() {
    var label = new Label("Transactions appear here, the newest at the top.");
    label.getStyleClass().add("muted");
    return label;
  }
}
