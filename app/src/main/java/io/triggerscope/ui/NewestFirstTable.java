package io.triggerscope.ui;

import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener.Change;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * A table that grows at the top: while one reads further down, what is on view keeps its place.
 * Near its ends it asks for more. Confined to the FX thread.
 */
final class NewestFirstTable<T> extends TableView<T> {

  private static final double NEAR_THE_END = 0.97;
  private static final double NEAR_THE_START = 1 - NEAR_THE_END;
  private static final int NONE = -1;

  private final BooleanSupplier atStart;
  private final Runnable atEnd;
  private @Nullable VirtualFlow<?> flow;
  private @Nullable ScrollBar bar;

  /** Whether rows above the first were asked for, so that it keeps its place when they come. */
  private boolean readsAbove;

  /** Which row is to be the first on view at the next layout, and how much of it is above. */
  private int pendingTop = NONE;

  private double pendingOffset;

  /** A table that holds the first rows always. */
  NewestFirstTable(ObservableList<T> rows, Runnable atEnd) {
    this(rows, () -> false, atEnd);
  }

  /**
   * @param atStart run when one reads near the first row; returns whether rows above it will come
   * @param atEnd run when one reads near the last row
   */
  NewestFirstTable(ObservableList<T> rows, BooleanSupplier atStart, Runnable atEnd) {
    super(rows);
    this.atStart = atStart;
    this.atEnd = atEnd;
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setPlaceholder(new Label());
    rows.addListener(this::keepPlace);
    skinProperty().addListener((_, _, _) -> watchScrolling());
    // at the very end there is nothing left to scroll, and still more to read
    addEventFilter(ScrollEvent.SCROLL, _ -> askForMore());
    addEventFilter(KeyEvent.KEY_PRESSED, _ -> askForMore());
  }

  private void watchScrolling() {
    if (lookup(".virtual-flow") instanceof VirtualFlow<?> found) {
      flow = found;
    }
    for (Node node : lookupAll(".scroll-bar:vertical")) {
      if (node instanceof ScrollBar found) {
        bar = found;
        found.valueProperty().addListener((_, _, _) -> askForMore());
      }
    }
  }

  private void askForMore() {
    if (bar == null || !bar.isVisible()) {
      return;
    }
    if (bar.getValue() >= NEAR_THE_END * bar.getMax()) {
      atEnd.run();
    } else if (bar.getValue() <= NEAR_THE_START * bar.getMax()) {
      readsAbove |= atStart.getAsBoolean();
    }
  }

  private void keepPlace(Change<? extends T> change) {
    var first = flow == null ? null : flow.getFirstVisibleCell();
    if (first == null) {
      return;
    }
    int top = pendingTop == NONE ? first.getIndex() : pendingTop;
    boolean scrolled = top > 0 || first.getLayoutY() < 0 || readsAbove;
    int inserted = 0;
    while (change.next()) {
      if (change.wasReplaced()) {
        return;
      }
      if (change.wasRemoved() && change.getFrom() < top + inserted) {
        inserted -= change.getRemovedSize();
      }
      if (change.wasAdded() && change.getFrom() <= top + inserted) {
        inserted += change.getAddedSize();
      }
    }
    if (scrolled && inserted != 0) {
      pendingOffset = pendingTop == NONE ? -first.getLayoutY() : pendingOffset;
      pendingTop = Math.max(0, top + inserted);
      readsAbove = false;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    // only now the flow knows of the new rows
    if (pendingTop != NONE && flow != null) {
      flow.scrollToTop(pendingTop);
      flow.scrollPixels(pendingOffset);
      pendingTop = NONE;
    }
  }
}
