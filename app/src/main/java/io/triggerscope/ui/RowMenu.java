package io.triggerscope.ui;

import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;

/** What can be done with the chosen row of the table of transactions. */
final class RowMenu extends ContextMenu {

  private final TimelineViewModel timeline;

  RowMenu(TableView<TimelineRow> table, TimelineViewModel timeline) {
    this.timeline = timeline;
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
      toggle.setOnAction(_ -> timeline.toggle(row));
      items.add(toggle);
    }
    items.add(mark(row.transaction()));
    items.add(reference(row));
    return items;
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
    var reference = timeline.referenceProperty();
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
