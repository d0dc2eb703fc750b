package io.triggerscope.ui;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Columns of a table by what they show. Pure functions. */
final class Columns {

  private Columns() {}

  /**
   * A column of text.
   *
   * @param width in pixels
   * @param styles style classes of the cells and the header, such as {@code mono} or {@code number}
   */
  static <T> TableColumn<T, T> text(
      String title, double width, Function<T, String> text, String... styles) {
    var column =
        column(
            title,
            width,
            styles,
            (T row, TableCell<T, T> cell) -> {
              cell.setText(text.apply(row));
              return null;
            });
    return column;
  }

  /** A column of nodes. */
  static <T> TableColumn<T, T> node(
      String title, double width, Function<T, @Nullable Node> node, String... styles) {
    return column(title, width, styles, (row, _) -> node.apply(row));
  }

  /** Fills a cell. */
  private interface Filling<T> {
    @Nullable Node fill(T row, TableCell<T, T> cell);
  }

  private static <T> TableColumn<T, T> column(
      String title, double width, String[] styles, Filling<T> filling) {
    var column = new TableColumn<T, T>(title);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(
        _ ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable T row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                setGraphic(row == null || empty ? null : filling.fill(row, this));
              }
            });
    column.getStyleClass().addAll(styles);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }
}
