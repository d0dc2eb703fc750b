package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Horizontal bars stacked by series, one row each, of which one can be chosen by mouse or keys; it
 * scrolls when there are more than fit. Confined to the FX thread.
 */
public final class StackedBars extends Region {

  /** One row. Immutable; what it says is asked only of rows that are seen. */
  public interface Bar {

    /** What is chosen with it. */
    String key();

    /** At its left. */
    String label();

    /** At its end. */
    String note();

    /** One line about the row, for those who ask. */
    String caption();

    /** The lengths of its parts, in the order in which they are drawn. */
    Map<String, Long> series();

    /** Its length. */
    default long total() {
      return series().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final double ROW = BarRows.HEIGHT;

  private final String title;
  private final Palette palette = new Palette(this::requestLayout);
  private final Canvas canvas = new Canvas();
  private final ScrollBar scroll = new ScrollBar();
  private final Label tip = new Label();
  private final Glide glide = new Glide(this::requestLayout);
  private final BooleanProperty still = new SimpleBooleanProperty(this, "still");
  private final ObjectProperty<List<? extends Bar>> bars =
      new SimpleObjectProperty<>(this, "bars", List.of());
  private final ObjectProperty<@Nullable String> chosen =
      new SimpleObjectProperty<>(this, "chosen");
  private int hovered = -1;
  private double pointerX;
  private double pointerY = Double.NEGATIVE_INFINITY;

  /**
   * @param title what the bars show, for those who cannot see them
   */
  public StackedBars(String title) {
    this.title = title;
    getStyleClass().add("stacked-bars");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.setUnitIncrement(ROW);
    tip.getStyleClass().add("chart-tip");
    tip.setVisible(false);
    tip.setMouseTransparent(true);
    getChildren().addAll(palette, canvas, scroll, tip);
    bars.subscribe(
        shown -> {
          glide.to(shown.stream().map(Bar::key).toList(), still.get());
          changed();
        });
    chosen.subscribe(this::changed);
    scroll.valueProperty().subscribe(this::requestLayout);
    canvas.setOnMouseMoved(this::hover);
    canvas.setOnMouseExited(_ -> leave());
    canvas.setOnMousePressed(this::press);
    setOnScroll(event -> scrollTo(scroll.getValue() - event.getDeltaY()));
    setOnKeyPressed(this::key);
  }

  public ObjectProperty<List<? extends Bar>> barsProperty() {
    return bars;
  }

  /** Whether rows are at their new places at once, rather than glide there. */
  public BooleanProperty stillProperty() {
    return still;
  }

  /** All bars as a picture of their own, of whose series these are. */
  public BarsPage page(List<String> lines, Collection<String> series) {
    return new BarsPage(title, lines, series, bars.get(), palette);
  }

  /** The key of the chosen row, which need not be among the bars; null when none is chosen. */
  public ObjectProperty<@Nullable String> chosenProperty() {
    return chosen;
  }

  private void changed() {
    int index = chosenIndex();
    setAccessibleText(
        title
            + ", "
            + Format.count(bars.get().size(), "bar")
            + (index < 0 ? "" : ". Chosen: " + describe(bars.get().get(index))));
    requestLayout();
  }

  private int chosenIndex() {
    for (int i = 0; i < bars.get().size(); i++) {
      if (bars.get().get(i).key().equals(chosen.get())) {
        return i;
      }
    }
    return -1;
  }

  // ---- mouse and keys ----

  private int rowAt(double y) {
    int row = (int) Math.floor((y + scroll.getValue()) / ROW);
    return row >= 0 && row < bars.get().size() ? row : -1;
  }

  private void hover(MouseEvent event) {
    pointerX = event.getX();
    pointerY = event.getY();
    requestLayout();
  }

  private void leave() {
    pointerY = Double.NEGATIVE_INFINITY;
    requestLayout();
  }

  private void press(MouseEvent event) {
    requestFocus();
    choose(rowAt(event.getY()));
  }

  private void key(KeyEvent event) {
    int page = Math.max(1, (int) (canvas.getHeight() / ROW) - 1);
    int row = chosenIndex();
    int last = bars.get().size() - 1;
    int next =
        switch (event.getCode()) {
          case UP -> row - 1;
          case DOWN -> row + 1;
          case PAGE_UP -> row - page;
          case PAGE_DOWN -> row + page;
          case HOME -> 0;
          case END -> last;
          default -> Integer.MIN_VALUE;
        };
    if (next != Integer.MIN_VALUE && last >= 0) {
      choose(Math.clamp(next, 0, last));
      event.consume();
    }
  }

  private void choose(int row) {
    if (row >= 0) {
      chosen.set(bars.get().get(row).key());
      double top = row * ROW;
      scrollTo(Math.clamp(scroll.getValue(), Math.min(top, top + ROW - canvas.getHeight()), top));
    }
  }

  private void scrollTo(double value) {
    scroll.setValue(Math.clamp(value, 0, scroll.getMax()));
  }

  // ---- picture ----

  @Override
  protected void layoutChildren() {
    double x = getInsets().getLeft();
    double y = getInsets().getTop();
    double width = Math.max(0, getWidth() - x - getInsets().getRight());
    double height = Math.max(0, getHeight() - y - getInsets().getBottom());
    double content = ROW * bars.get().size();
    boolean overflows = content > height;
    scroll.setVisible(overflows);
    scroll.setMax(Math.max(0, content - height));
    scroll.setVisibleAmount(overflows ? scroll.getMax() * height / content : 0);
    scroll.setBlockIncrement(height);
    scrollTo(scroll.getValue());
    double bar = overflows ? scroll.prefWidth(-1) : 0;
    scroll.resizeRelocate(x + width - bar, y, bar, height);
    canvas.setWidth(Math.max(0, width - bar));
    canvas.setHeight(height);
    canvas.relocate(x, y);
    hovered = rowAt(pointerY);
    draw(canvas.getGraphicsContext2D());
    layoutTip();
  }

  private void layoutTip() {
    tip.setVisible(hovered >= 0);
    if (hovered >= 0) {
      tip.setText(describe(bars.get().get(hovered)));
      tip.autosize();
      double right = canvas.getLayoutX() + canvas.getWidth() - tip.getWidth();
      double below = canvas.getLayoutY() + pointerY + 16;
      boolean fits = below + tip.getHeight() <= getHeight();
      tip.relocate(
          Math.rint(Math.min(canvas.getLayoutX() + pointerX + 12, right)),
          Math.rint(fits ? below : below - tip.getHeight() - 24));
    }
  }

  private void draw(GraphicsContext g) {
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    var pen = new CanvasPen(g, palette);
    var rows = BarRows.of(bars.get(), BarRows.GAP, canvas.getWidth());
    int chosenRow = chosenIndex();
    // while rows glide, any may come by
    int first = glide.isMoving() ? 0 : (int) (scroll.getValue() / ROW);
    int seen = (int) Math.ceil(canvas.getHeight() / ROW) + 1;
    int end = glide.isMoving() ? bars.get().size() : Math.min(bars.get().size(), first + seen);
    for (int row = first; row < end; row++) {
      var bar = bars.get().get(row);
      double y = Math.rint(glide.at(bar.key(), row) * ROW - scroll.getValue());
      if (y > -ROW && y < canvas.getHeight()) {
        if (row == chosenRow || row == hovered) {
          var ink = row == chosenRow ? Ink.SELECTION : Ink.BACKGROUND_SUBTLE;
          pen.box(ink, 0, y, canvas.getWidth(), ROW);
        }
        rows.draw(pen, bar, y);
      }
    }
  }

  private static String describe(Bar bar) {
    var lines = new StringBuilder(bar.key()).append('\n').append(bar.caption());
    int width = Format.count(bar.total()).length();
    bar.series().forEach((series, count) -> line(lines, count, width, series));
    line(lines, bar.total(), width, "cache ops");
    return lines.toString();
  }

  private static void line(StringBuilder lines, long count, int width, String name) {
    var number = Format.count(count);
    lines.append('\n').append(" ".repeat(width - number.length())).append(number);
    lines.append("  ").append(name);
  }
}
