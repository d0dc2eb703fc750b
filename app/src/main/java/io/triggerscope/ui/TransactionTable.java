package io.triggerscope.ui;

import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineRow.OfBatch;
import io.triggerscope.viewmodel.TimelineRow.OfNotification;
import io.triggerscope.viewmodel.TimelineRow.OfTransaction;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TransactionColumn;
import io.triggerscope.viewmodel.TransactionsViewModel.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The table of transactions, newest first or as sorted, of which each expands into its batches and
 * notifications. Confined to the FX thread.
 */
final class TransactionTable extends StackPane {

  /** In pixels: titles and figures stay whole. */
  private static final Map<TransactionColumn, Double> WIDTHS =
      Map.of(
          TransactionColumn.RECEIVED, 146.0,
          TransactionColumn.TRANSACTION, 94.0,
          TransactionColumn.TABLES, 120.0,
          TransactionColumn.NOTIFICATIONS, 94.0,
          TransactionColumn.BATCHES, 68.0,
          TransactionColumn.USERS, 54.0,
          TransactionColumn.CACHE_OPS, 80.0,
          TransactionColumn.SAVED, 68.0,
          TransactionColumn.LATENCY, 78.0);

  private final TimelineViewModel timeline;
  private final Preferences preferences;
  private final TableView<TimelineRow> table = new TableView<>();

  TransactionTable(TimelineViewModel timeline, Preferences preferences) {
    this.timeline = timeline;
    this.preferences = preferences;
    getStyleClass().add("card");
    getChildren().add(table);
    table.setId("transactions");
    table.setItems(timeline.table().rows());
    table.setPlaceholder(placeholder());
    table.setTableMenuButtonVisible(true);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    var columns = new ArrayList<TableColumn<TimelineRow, ?>>();
    for (var column : TransactionColumn.values()) {
      columns.add(column(column));
    }
    table.getColumns().setAll(columns);
    ColumnMemory.keep(table, columns.get(TransactionColumn.TABLES.ordinal()), preferences);
    sorting(columns);
    selection();
    table.setContextMenu(new RowMenu(table, timeline, preferences));
    MenuKeys.install(table);
    preferences.zoneProperty().subscribe((_, _) -> table.refresh());
    timeline.reference().instantProperty().subscribe((_, _) -> table.refresh());
    table.addEventFilter(ScrollEvent.SCROLL, _ -> timeline.viewport().stay());
    table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  TableView<TimelineRow> table() {
    return table;
  }

  private TableColumn<TimelineRow, ?> column(TransactionColumn column) {
    var made =
        switch (column) {
          case RECEIVED -> received();
          case TRANSACTION -> text(column, this::transaction, "mono", "muted");
          case TABLES -> Columns.node(column.title(), width(column), TransactionCells::tables);
          case NOTIFICATIONS -> number(column, TransactionCells::notifications);
          case BATCHES -> number(column, TransactionCells::batches);
          case USERS -> number(column, TransactionCells::users);
          case CACHE_OPS -> number(column, TransactionCells::cacheOps);
          case SAVED -> text(column, TransactionCells::saved, "mono", "number", "good");
          case LATENCY -> number(column, TransactionCells::latency);
        };
    made.setId(column.name());
    // a chip stays whole, figures may be squeezed
    made.setMinWidth(
        column == TransactionColumn.TABLES ? width(column) : Math.min(width(column), 56));
    made.setSortable(true);
    made.setReorderable(true);
    return made;
  }

  private static double width(TransactionColumn column) {
    return WIDTHS.getOrDefault(column, 0.0);
  }

  private static TableColumn<TimelineRow, TimelineRow> text(
      TransactionColumn column, Function<TimelineRow, String> text, String... styles) {
    return Columns.text(column.title(), width(column), text, styles);
  }

  private static TableColumn<TimelineRow, TimelineRow> number(
      TransactionColumn column, Function<TimelineRow, String> text) {
    return text(column, text, "mono", "number");
  }

  private TableColumn<TimelineRow, TimelineRow> received() {
    var column = text(TransactionColumn.RECEIVED, _ -> "", "mono");
    column.setCellFactory(_ -> new DisclosureCell(this::time, timeline.table()::toggle));
    return column;
  }

  // ---- what the cells say ----

  private String time(TimelineRow row) {
    var at =
        switch (row) {
          case OfTransaction(var transaction, _) -> transaction.firstReceivedAt();
          case OfBatch batch -> batch.batch().firstReceivedAt();
          case OfNotification notification -> notification.notification().receivedAt();
        };
    return timeline.reference().time(at, preferences.zoneProperty().get());
  }

  private String transaction(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) ->
          (timeline.marks().isMarked(transaction) ? "★ " : "") + transaction.batchId();
      case OfBatch(_, var index, _, _) -> "batch " + Format.count(index + 1);
      case OfNotification notification -> notification.notification().operation();
    };
  }

  // ---- sorting, choosing ----

  private void sorting(List<TableColumn<TimelineRow, ?>> columns) {
    table.setSortPolicy(
        _ -> {
          timeline.table().sort(chosenSorting());
          return true;
        });
    timeline
        .table()
        .sortedProperty()
        .subscribe(
            sorting -> {
              if (sorting == null) {
                table.getSortOrder().clear();
              }
            });
    columns.forEach(column -> column.setComparator((_, _) -> 0));
  }

  private @Nullable Sorting chosenSorting() {
    if (table.getSortOrder().isEmpty()) {
      return null;
    }
    var column = table.getSortOrder().getFirst();
    return new Sorting(
        TransactionColumn.valueOf(column.getId()),
        column.getSortType() == TableColumn.SortType.ASCENDING);
  }

  private void selection() {
    var selection = table.getSelectionModel();
    selection
        .selectedItemProperty()
        .subscribe(
            (_, row) -> {
              if (row != null) {
                timeline.table().choose(row);
              }
            });
    timeline
        .table()
        .selectedProperty()
        .subscribe(
            (_, chosen) -> {
              var row = selection.getSelectedItem();
              if (chosen != null && (row == null || !row.transaction().equals(chosen))) {
                int place = timeline.table().rowOfSelected();
                if (place >= 0) {
                  selection.clearAndSelect(place);
                  table.scrollTo(Math.max(0, place - 2));
                }
              }
            });
    table
        .getItems()
        .addListener(
            (ListChangeListener<TimelineRow>)
                _ -> {
                  if (timeline.table().rowOfSelected() < 0) {
                    selection.clearSelection();
                  }
                });
  }

  /** Who takes the scroll bar looks at what is there. */
  private void pressed(MouseEvent event) {
    for (var node = (Node) event.getTarget(); node != table; node = node.getParent()) {
      if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
        timeline.viewport().stay();
        return;
      }
    }
  }

  private void keyPressed(KeyEvent event) {
    var row = table.getSelectionModel().getSelectedItem();
    if (row == null || event.isShortcutDown()) {
      return;
    }
    boolean toggles =
        switch (event.getCode()) {
          case RIGHT -> row.isExpandable() && !row.isExpanded();
          case LEFT -> row.isExpanded();
          case ENTER -> row.isExpandable();
          default -> false;
        };
    if (toggles) {
      timeline.table().toggle(row);
      event.consume();
    }
  }

  private static Label placeholder() {
    var label = new Label("Transactions appear here, the newest at the top.");
    label.getStyleClass().add("muted");
    return label;
  }
}
