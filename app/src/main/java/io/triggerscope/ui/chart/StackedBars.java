package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Horizontal bars stacked by series, one row each, of which one can be chosen by mouse or keys; it
 * scrolls when there are more than fit. Confined to the FX thread.
 */
public final class StackedBars extends Region {

  /**
   * One row. Immutable.
   *
   * @param key what is chosen with it
   * @param label at its left
   * @param note at the bar's end
   * @param caption one line about the row, for those who ask
   * @param series the lengths of its parts, in the order in which they are drawn
   */
  public record Bar(
      String key, String label, String note, String caption, Map<String, Long> series) {

    long total() {
      return series.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final double ROW = 28;
  private static final double THICKNESS = 16;
  private static final double GAP = 12;
  private static final double SEAM = 1;

  private final String title;
  private final Palette palette = new Palette(this::requestLayout);
  private final Canvas canvas = new Canvas();
  private final ScrollBar scroll = new ScrollBar();
  private final Label tip = new Label();
  private final Font font = Font.font("JetBrains Mono", 12);
  private final ObjectProperty<List<Bar>> bars =
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
    bars.subscribe(this::changed);
    chosen.subscribe(this::changed);
    scroll.valueProperty().subscribe(this::requestLayout);
    canvas.setOnMouseMoved(this::hover);
    canvas.setOnMouseExited(_ -> leave());
    canvas.setOnMousePressed(this::press);
    setOnScroll(event -> scrollTo(scroll.getValue() - event.getDeltaY()));
    setOnKeyPressed(this::key);
  }

  public ObjectProperty<List<Bar>> barsProperty() {
    return bars;
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
    double width = canvas.getWidth();
    g.clearRect(0, 0, width, canvas.getHeight());
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    double left = GAP + widest(bars.get().stream().map(Bar::label).toList()) + 2 * GAP;
    double note = widest(bars.get().stream().map(Bar::note).toList());
    double room = Math.max(0, width - left - GAP - note - GAP);
    long longest = bars.get().stream().mapToLong(Bar::total).max().orElse(0);
    double perOne = room / Math.max(1, longest);
    int chosenRow = chosenIndex();
    int first = (int) (scroll.getValue() / ROW);
    for (int row = first; row < bars.get().size(); row++) {
      double y = row * ROW - scroll.getValue();
      if (y > canvas.getHeight()) {
        break;
      }
      if (row == chosenRow || row == hovered) {
        g.setFill(palette.color(row == chosenRow ? Ink.SELECTION : Ink.BACKGROUND_SUBTLE));
        g.fillRect(0, y, width, ROW);
      }
      draw(g, bars.get().get(row), left, y, perOne);
    }
  }

  private void draw(GraphicsContext g, Bar bar, double left, double y, double perOne) {
    g.setFill(palette.color(Ink.TEXT));
    g.fillText(bar.label(), GAP, y + ROW / 2);
    long before = 0;
    for (var part : bar.series().entrySet()) {
      double from = Math.rint(before * perOne);
      before += part.getValue();
      double to = Math.rint(before * perOne);
      g.setFill(palette.color(Palette.series(part.getKey())));
      g.fillRect(left + from, y + (ROW - THICKNESS) / 2, Math.max(1, to - from - SEAM), THICKNESS);
    }
    g.setFill(palette.color(Ink.TEXT_MUTED));
    g.fillText(bar.note(), left + Math.rint(before * perOne) + GAP, y + ROW / 2);
  }

  private double widest(List<String> texts) {
    var text = new Text();
    text.setFont(font);
    double widest = 0;
    for (var candidate : texts) {
      text.setText(candidate);
      widest = Math.max(widest, text.getLayoutBounds().getWidth());
    }
    return Math.ceil(widest);
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
