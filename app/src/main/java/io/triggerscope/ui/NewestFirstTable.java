package io.triggerscope.ui;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/**
 * A table that grows at the top: while one reads further down, what is on view keeps its place.
 * Near its end it asks for more. Confined to the FX thread.
 */
final class NewestFirstTable<T> extends TableView<T> {

  private static final double NEAR_THE_END = 0.97;

  private final Runnable atEnd;

  NewestFirstTable(ObservableList<T> rows, Runnable atEnd) {
    super(rows);
    this.atEnd = atEnd;
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setPlaceholder(new Label());
    rows.addListener((ListChangeListener<T>) this::keepPlace);
    skinProperty().addListener((_, _, _) -> watchScrollBar());
  }

  private void watchScrollBar() {
    for (Node node : lookupAll(".scroll-bar:vertical")) {
      if (node instanceof ScrollBar bar) {
        bar.valueProperty()
            .addListener(
                (_, _, value) -> {
                  if (bar.isVisible() && value.doubleValue() >= NEAR_THE_END * bar.getMax()) {
                    atEnd.run();
                  }
                });
      }
    }
  }

  private void keepPlace(ListChangeListener.Change<? extends T> change) {
    if (!(lookup(".virtual-flow") instanceof VirtualFlow<?> flow)
        || flow.getFirstVisibleCell() == null) {
      return;
    }
    int top = flow.getFirstVisibleCell().getIndex();
    boolean scrolled = top > 0 || flow.getFirstVisibleCell().getLayoutY() < 0;
    int inserted = 0;
    while (change.next()) {
      if (change.wasReplaced()) {
        return;
      }
      if (change.wasAdded() && change.getFrom() <= top + inserted) {
        inserted += change.getAddedSize();
      }
    }
    if (scrolled && inserted > 0) {
      scrollTo(top + inserted);
    }
  }
}
