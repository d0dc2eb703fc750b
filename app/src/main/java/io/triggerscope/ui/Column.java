package io.triggerscope.ui;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Columns of tables: what a row shows in each, and with which style classes. */
final class Column {

  private Column() {}

  /** A column of text; {@code styles} go to its cells and, for {@code number}, to its header. */
  static <R> TableColumn<R, R> text(
      String title, double width, Function<R, String> text, String... styles) {
    return column(
        title,
        width,
        () -> {
          var cell =
              new TableCell<R, R>() {
                @Override
                protected void updateItem(@Nullable R row, boolean empty) {
                  super.updateItem(row, empty);
                  setText(empty || row == null ? null : text.apply(row));
                }
              };
          cell.getStyleClass().addAll(styles);
          return cell;
        },
        styles);
  }

  /** A column of nodes, made anew for each row that comes into view. */
  static <R> TableColumn<R, R> node(
      String title, double width, Function<R, Node> node, String... styles) {
    return column(
        title,
        width,
        () -> {
          var cell =
              new TableCell<R, R>() {
                @Override
                protected void updateItem(@Nullable R row, boolean empty) {
                  super.updateItem(row, empty);
                  setGraphic(empty || row == null ? null : node.apply(row));
                }
              };
          cell.getStyleClass().addAll(styles);
          return cell;
        },
        styles);
  }

  private static <R> TableColumn<R, R> column(
      String title, double width, Supplier<TableCell<R, R>> cell, String... styles) {
    var column = new TableColumn<R, R>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> cell.get());
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    if (List.of(styles).contains("number")) {
      column.getStyleClass().add("number");
    }
    return column;
  }
}
