package io.triggerscope.ui;

import io.triggerscope.viewmodel.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Keeps which columns of a table are shown, how wide and in which order. One column fills what the
 * others leave, until it is dragged to another width. Confined to the FX thread.
 *
 * @param <T> a row
 */
final class ColumnMemory<T> {

  private static final double SCROLL_BAR = 16;
  private static final String SEPARATOR = " ";
  private static final String HIDDEN = "-";

  private final TableView<T> table;
  private final TableColumn<T, ?> filling;
  private final Preferences preferences;
  private final String name;

  private ColumnMemory(TableView<T> table, TableColumn<T, ?> filling, Preferences preferences) {
    this.table = table;
    this.filling = filling;
    this.preferences = preferences;
    this.name = "columns." + table.getId();
  }

  /**
   * Arranges the columns, each known by its id, as they were left; the table's name is its id.
   *
   * @param filling the column that takes the room the others leave
   */
  static <T> void keep(TableView<T> table, TableColumn<T, ?> filling, Preferences preferences) {
    var memory = new ColumnMemory<>(table, filling, preferences);
    memory.restore();
    table.getColumns().addListener((ListChangeListener<TableColumn<T, ?>>) _ -> memory.store());
    for (var column : List.copyOf(table.getColumns())) {
      column.visibleProperty().subscribe((_, _) -> memory.changed());
      if (column != filling) {
        column.widthProperty().subscribe((_, _) -> memory.changed());
      }
    }
    table.widthProperty().subscribe((_, _) -> memory.fill());
  }

  private void changed() {
    fill();
    store();
  }

  private void fill() {
    double others =
        table.getVisibleLeafColumns().stream()
            .filter(column -> column != filling)
            .mapToDouble(TableColumn::getWidth)
            .sum();
    double room = table.getWidth() - others - SCROLL_BAR;
    filling.setPrefWidth(Math.max(filling.getMinWidth(), room));
  }

  private void store() {
    preferences.put(
        name,
        table.getColumns().stream()
            .map(
                column ->
                    (column.isVisible() ? "" : HIDDEN)
                        + column.getId()
                        + ":"
                        + Math.round(column.getWidth()))
            .collect(Collectors.joining(SEPARATOR)));
  }

  /** A column of which nothing is known, as of another version, keeps its place at the end. */
  private void restore() {
    var rest = new ArrayList<>(table.getColumns());
    var ordered = new ArrayList<TableColumn<T, ?>>();
    for (var entry : preferences.get(name).split(SEPARATOR)) {
      var shown = entry.startsWith(HIDDEN) ? entry.substring(1) : entry;
      var id = shown.replaceFirst(":.*", "");
      rest.stream()
          .filter(column -> column.getId().equals(id))
          .findFirst()
          .ifPresent(
              column -> {
                column.setVisible(!entry.startsWith(HIDDEN));
                if (shown.matches(".*:\\d{1,4}")) {
                  column.setPrefWidth(Double.parseDouble(shown.replaceFirst(".*:", "")));
                }
                ordered.add(column);
                rest.remove(column);
              });
    }
    ordered.addAll(rest);
    table.getColumns().setAll(ordered);
  }
}
