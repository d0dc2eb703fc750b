package io.triggerscope.ui;

import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorValues;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.TriggerError;
import io.triggerscope.viewmodel.ErrorSpan;
import io.triggerscope.viewmodel.ErrorsViewModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import org.jspecify.annotations.Nullable;

/**
 * The menu of a row: filter for or filter out the value of the cell that was clicked, or any value
 * of the row; by right click or the menu key. Confined to the FX thread.
 */
final class ErrorFilterMenu {

  private static final int LONGEST = 60;

  private final TableView<TriggerError> table;
  private final ErrorsViewModel vm;
  private final ContextMenu menu = new ContextMenu();

  private ErrorFilterMenu(TableView<TriggerError> table, ErrorsViewModel vm) {
    this.table = table;
    this.vm = vm;
  }

  /** Columns whose cells have a field's value bear the field as their user data. */
  static void install(TableView<TriggerError> table, ErrorsViewModel vm) {
    var menu = new ErrorFilterMenu(table, vm);
    table.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, menu::show);
    MenuKeys.install(table);
  }

  private void show(ContextMenuEvent event) {
    var cell = event.isKeyboardTrigger() ? null : cell(event.getTarget());
    var row =
        cell != null && cell.getTableRow() != null
            ? cell.getTableRow().getItem()
            : event.isKeyboardTrigger() ? table.getSelectionModel().getSelectedItem() : null;
    if (row instanceof TriggerError error) {
      var field =
          cell != null && cell.getTableColumn().getUserData() instanceof ErrorField f ? f : null;
      menu.getItems().setAll(items(error, field));
      menu.show(table, event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  private static @Nullable TableCell<?, ?> cell(Object target) {
    var node = target instanceof Node clicked ? clicked : null;
    while (node != null && !(node instanceof TableCell<?, ?>)) {
      node = node.getParent();
    }
    return (TableCell<?, ?>) node;
  }

  private List<MenuItem> items(TriggerError row, @Nullable ErrorField clicked) {
    var items = new ArrayList<MenuItem>();
    if (clicked != null) {
      var first = item("Filter for ", clicked, row, ErrorValues::filterFor);
      first.setId("filter-for");
      var second = item("Filter out ", clicked, row, ErrorValues::filterOut);
      second.setId("filter-out");
      items.addAll(List.of(first, second, new SeparatorMenuItem()));
    }
    items.add(menu("Filter for", row, ErrorValues::filterFor));
    items.add(menu("Filter out", row, ErrorValues::filterOut));
    items.add(new SeparatorMenuItem());
    var earliest = new MenuItem("From this time on");
    earliest.setId("filter-from");
    earliest.setOnAction(_ -> show(row.occurredAt(), end()));
    var latest = new MenuItem("Up to this time");
    latest.setId("filter-to");
    latest.setOnAction(_ -> show(beginning(row), row.occurredAt().plusMillis(1)));
    var copy = new MenuItem("Copy message");
    copy.setOnAction(_ -> Copying.copy(ErrorField.MESSAGE.of(row)));
    items.addAll(List.of(earliest, latest, new SeparatorMenuItem(), copy));
    return items;
  }

  private Instant end() {
    return Objects.requireNonNullElseGet(vm.query().span().to(), vm::now);
  }

  private Instant beginning(TriggerError row) {
    var from = vm.query().span().from(vm.now());
    var counts = vm.counts().value();
    var oldest = counts == null ? null : counts.oldest();
    return from != null ? from : Objects.requireNonNullElse(oldest, row.occurredAt());
  }

  private void show(Instant from, Instant to) {
    vm.queryProperty().set(vm.query().withSpan(new ErrorSpan.Exact(TimeRange.between(from, to))));
  }

  private Menu menu(
      String title, TriggerError row, BiFunction<ErrorValues, String, ErrorValues> change) {
    var menu = new Menu(title);
    for (var field : ErrorField.values()) {
      menu.getItems().add(item("", field, row, change));
    }
    return menu;
  }

  private MenuItem item(
      String before,
      ErrorField field,
      TriggerError row,
      BiFunction<ErrorValues, String, ErrorValues> change) {
    var value = field.of(row);
    var text = FacetMenu.named(value);
    var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    var item = new MenuItem(before + field.word() + ": " + shown);
    item.setMnemonicParsing(false);
    item.setOnAction(
        _ ->
            vm.queryProperty()
                .set(vm.query().with(field, change.apply(vm.query().values(field), value))));
    return item;
  }
}
