package io.triggerscope.ui;

import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimelineFilter;
import io.triggerscope.viewmodel.TimelineFilter.Field;
import io.triggerscope.viewmodel.TimelineRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import org.jspecify.annotations.Nullable;

/** Menus that filter for a value on the screen, or leave it out. Confined to the FX thread. */
final class FilterItems {

  /** More values of one kind are a list, not a menu. */
  private static final int MOST = 8;

  /**
   * A value on the screen.
   *
   * @param value null: there is none, where there could be one
   */
  record Seen(Field field, @Nullable String value) {

    private String text() {
      return field.word() + ":" + (value == null ? "none" : Format.shortId(value));
    }
  }

  private FilterItems() {}

  /** Offers the items by right click, or the menu key, while there are values. */
  static void install(Node node, TimelineFilter filter, Function<Point2D, List<Seen>> valuesAt) {
    var menu = new ContextMenu();
    node.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        event -> {
          var values = valuesAt.apply(new Point2D(event.getX(), event.getY()));
          if (!values.isEmpty()) {
            menu.getItems().setAll(items(filter, values));
            menu.show(node, event.getScreenX(), event.getScreenY());
            event.consume();
          }
        });
  }

  /** The values of a row. */
  static List<Seen> of(TimelineRow row) {
    return switch (row) {
      case TimelineRow.OfTransaction(var transaction, _) -> of(transaction);
      case TimelineRow.OfBatch batch -> of(batch.batch());
      case TimelineRow.OfNotification notification -> of(notification.notification());
    };
  }

  private static List<Seen> of(Transaction transaction) {
    var seen = new ArrayList<Seen>();
    seen.add(new Seen(Field.TRANSACTION, transaction.batchId()));
    add(seen, Field.TABLE, transaction.tables().keySet());
    var busiest =
        transaction.users().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .limit(MOST)
            .toList();
    add(seen, Field.USER, busiest);
    return seen;
  }

  private static List<Seen> of(Batch batch) {
    var seen = new ArrayList<Seen>();
    seen.add(new Seen(Field.TRANSACTION, batch.batchId()));
    add(seen, Field.TABLE, batch.tables().keySet());
    add(seen, Field.USER, batch.cascade().domains().keySet());
    return seen;
  }

  static List<Seen> of(Notification notification) {
    return List.of(
        new Seen(Field.TABLE, notification.table()),
        new Seen(Field.OPERATION, notification.operation()),
        new Seen(Field.USER, notification.userId()),
        new Seen(Field.AGENT, notification.agentId()),
        new Seen(Field.RECORD, notification.recordId()),
        new Seen(Field.TRANSACTION, notification.batchId()));
  }

  private static void add(List<Seen> seen, Field field, Collection<String> values) {
    values.stream().limit(MOST).forEach(value -> seen.add(new Seen(field, value)));
  }

  /** Filter for, filter out and follow, for each of the values. */
  static List<MenuItem> items(TimelineFilter filter, List<Seen> values) {
    var items = new ArrayList<MenuItem>();
    items.add(menu("Filter for", values, seen -> filter.only(seen.field, seen.value)));
    items.add(menu("Filter out", values, seen -> filter.leaveOut(seen.field, seen.value)));
    var users =
        values.stream().filter(seen -> seen.field == Field.USER && seen.value != null).toList();
    var follow = menu("Follow user", users, seen -> filter.followUser(String.valueOf(seen.value)));
    follow.setDisable(users.isEmpty());
    items.add(follow);
    return items;
  }

  private static Menu menu(String name, List<Seen> values, Consumer<Seen> action) {
    var menu = new Menu(name);
    for (var seen : values) {
      var item = new MenuItem(seen.text());
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> action.accept(seen));
      menu.getItems().add(item);
    }
    return menu;
  }
}
