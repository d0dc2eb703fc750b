package io.triggerscope.ui;

import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.CopyFormat;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;

/** What can be done with the chosen row of the table of transactions. */
final class RowMenu extends ContextMenu {

  private final TableView<TimelineRow> table;
  private final TimelineViewModel timeline;
  private final Preferences preferences;

  RowMenu(TableView<TimelineRow> table, TimelineViewModel timeline, Preferences preferences) {
    this.table = table;
    this.timeline = timeline;
    this.preferences = preferences;
    Copying.from(table, () -> copied(CopyFormat.TEXT));
    getItems().add(new MenuItem("Nothing chosen"));
    setOnShowing(
        _ -> {
          var row = table.getSelectionModel().getSelectedItem();
          if (row != null) {
            getItems().setAll(items(row));
          }
        });
  }

  private List<MenuItem> items(TimelineRow row) {
    var items = new ArrayList<>(FilterItems.items(timeline.filter(), FilterItems.of(row)));
    items.add(new SeparatorMenuItem());
    if (row.isExpandable()) {
      var toggle = new MenuItem(row.isExpanded() ? "Fold" : "Expand");
      toggle.setOnAction(_ -> timeline.table().toggle(row));
      items.add(toggle);
    }
    items.add(copy());
    items.add(mark(row.transaction()));
    items.add(reference(row));
    return items;
  }

  /** The chosen rows, in each of the forms. */
  private Menu copy() {
    var menu = new Menu("Copy as");
    for (var format : CopyFormat.values()) {
      var item = new MenuItem(format.title());
      item.setOnAction(_ -> Copying.copy(copied(format)));
      menu.getItems().add(item);
    }
    return menu;
  }

  private String copied(CopyFormat format) {
    var zone = preferences.zoneProperty().get();
    var rows = table.getSelectionModel().getSelectedItems();
    if (rows.size() == 1 && rows.getFirst() instanceof TimelineRow.OfNotification notification) {
      return format.of(notification.notification(), zone);
    }
    return format.of(rows.stream().map(TimelineRow::transaction).distinct().toList(), zone);
  }

  private MenuItem mark(Transaction transaction) {
    boolean marked = timeline.marks().isMarked(transaction);
    var item = new MenuItem(marked ? "Remove mark" : "Mark");
    item.setOnAction(
        _ -> {
          if (marked) {
            timeline.marks().unmark(transaction);
          } else {
            timeline.marks().mark(transaction, "");
          }
        });
    return item;
  }

  private MenuItem reference(TimelineRow row) {
    var reference = timeline.reference().instantProperty();
    if (reference.get() != null) {
      var absolute = new MenuItem("Times of the day again");
      absolute.setOnAction(_ -> reference.set(null));
      return absolute;
    }
    var relative = new MenuItem("Times relative to this");
    var at = row.transaction().notification(row.firstNotification()).receivedAt();
    relative.setOnAction(_ -> reference.set(at));
    return relative;
  }
}
