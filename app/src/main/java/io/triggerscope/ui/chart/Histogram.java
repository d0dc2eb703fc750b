package io.triggerscope.ui.chart;

import io.triggerscope.model.TimeRange;
import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimeAxis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Counts over time: a bar for each bucket, stacked by series, with the counts of the bucket under
 * the pointer. Confined to the FX thread.
 */
public final class Histogram extends Region {

  /**
   * What is counted. Immutable.
   *
   * @param from where the first bucket begins
   * @param width of each bucket
   * @param buckets contiguous, empty ones included: the count of each series
   */
  public record Data(Instant from, Duration width, List<Map<String, Long>> buckets) {

    Instant end() {
      return from.plus(width.multipliedBy(buckets.size()));
    }

    long total() {
      return buckets.stream().mapToLong(Histogram::sum).sum();
    }
  }

  private static final double LEFT = 44;
  private static final double RIGHT = 16;
  private static final double TOP = 8;
  private static final double BOTTOM = 24;
  private static final double HALF_CHARACTER = 3.3;
  private static final double GAP = 1;

  private final String title;
  private final String noun;
  private final Comparator<String> order;
  private final Palette palette = new Palette(this::requestLayout);
  private final Canvas canvas = new Canvas();
  private final Label tip = new Label();
  private final ObjectProperty<@Nullable Data> data = new SimpleObjectProperty<>(this, "data");
  private final ObjectProperty<ZoneId> zone =
      new SimpleObjectProperty<>(this, "zone", ZoneOffset.UTC);
  private int hovered = -1;
  private Consumer<TimeRange> brushed = _ -> {};

  /** Between which places the pointer is drawn; null while it is not. */
  private @Nullable Brush brush;

  private record Brush(double from, double to) {

    /** Less is a click that slipped. */
    private static final double LEAST = 4;

    double left() {
      return Math.max(LEFT, Math.min(from, to));
    }

    double right() {
      return Math.max(from, to);
    }

    boolean isMeant() {
      return right() - left() >= LEAST;
    }
  }

  /**
   * @param title what is counted, for those who cannot see it
   * @param noun of one that is counted; it takes an s
   * @param order of the series in a bar, from the bottom up
   */
  public Histogram(String title, String noun, Comparator<String> order) {
    this.title = title;
    this.noun = noun;
    this.order = order;
    getStyleClass().add("histogram");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    tip.getStyleClass().add("chart-tip");
    tip.setVisible(false);
    tip.setMouseTransparent(true);
    getChildren().addAll(palette, canvas, tip);
    data.addListener((_, _, _) -> changed());
    zone.addListener((_, _, _) -> requestLayout());
    setOnMouseMoved(this::hover);
    setOnMousePressed(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            drawBrush(new Brush(event.getX(), event.getX()));
          }
        });
    setOnMouseDragged(
        event -> {
          if (brush != null) {
            drawBrush(new Brush(brush.from, event.getX()));
            hover(event);
          }
        });
    setOnMouseReleased(_ -> endBrush());
    setOnMouseExited(
        _ -> {
          hovered = -1;
          tip.setVisible(false);
          requestLayout();
        });
  }

  /** Told the stretch of time over which the pointer was drawn. */
  public void setOnBrushed(Consumer<TimeRange> brushed) {
    this.brushed = brushed;
    getStyleClass().add("brushable");
  }

  private void drawBrush(@Nullable Brush drawn) {
    brush = drawn;
    requestLayout();
  }

  private void endBrush() {
    var counts = data.get();
    var drawn = brush;
    drawBrush(null);
    if (counts != null && !counts.buckets().isEmpty() && drawn != null && drawn.isMeant()) {
      var axis = axis(counts);
      double right = Math.min(drawn.right(), getWidth() - RIGHT);
      brushed.accept(new TimeRange(axis.instant(drawn.left()), axis.instant(right)));
    }
  }

  private TimeAxis axis(Data counts) {
    return new TimeAxis(
        new TimeRange(counts.from(), counts.end()), LEFT, getWidth() - LEFT - RIGHT);
  }

  /** What is drawn; null draws the empty frame. */
  public ObjectProperty<@Nullable Data> dataProperty() {
    return data;
  }

  public ObjectProperty<ZoneId> zoneProperty() {
    return zone;
  }

  private void changed() {
    var counts = data.get();
    setAccessibleText(
        counts == null
            ? title
            : title
                + ": "
                + Format.count(counts.total(), noun)
                + " from "
                + counts.from()
                + " to "
                + counts.end());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw(canvas.getGraphicsContext2D());
    if (tip.isVisible()) {
      tip.autosize();
      var counts = data.get();
      double middle = counts == null ? 0 : left(counts, hovered) + bar(counts) / 2;
      double x =
          middle + 12 + tip.getWidth() < getWidth() ? middle + 12 : middle - 12 - tip.getWidth();
      tip.relocate(Math.rint(x), TOP + 4);
    }
  }

  private void draw(GraphicsContext g) {
    double width = getWidth() - LEFT - RIGHT;
    double height = getHeight() - TOP - BOTTOM;
    g.clearRect(0, 0, getWidth(), getHeight());
    if (width <= 0 || height <= 0) {
      return;
    }
    g.setFont(Font.font("JetBrains Mono", 11));
    var counts = data.get();
    if (counts != null && !counts.buckets().isEmpty()) {
      bars(g, counts, height);
      axis(g, counts);
    }
    if (brush != null && brush.isMeant()) {
      g.setStroke(palette.color(Ink.ACCENT));
      g.setLineWidth(1);
      g.strokeRect(brush.left(), TOP + 0.5, brush.right() - brush.left(), height - 1);
    }
    g.setStroke(palette.color(Ink.BORDER));
    g.setLineWidth(1);
    g.strokeRect(LEFT - 0.5, TOP - 0.5, Math.rint(width) + 1, Math.rint(height) + 1);
  }

  private void bars(GraphicsContext g, Data counts, double height) {
    long highest = Math.max(1, counts.buckets().stream().mapToLong(Histogram::sum).max().orElse(1));
    // the frame ends a little above the highest bar
    double perOne = (height - 8) / highest;
    double bar = bar(counts);
    if (hovered >= 0) {
      g.setFill(palette.color(Ink.SELECTION));
      g.fillRect(left(counts, hovered), TOP, bar, height);
    }
    for (int i = 0; i < counts.buckets().size(); i++) {
      var bucket = counts.buckets().get(i);
      double bottom = TOP + height;
      for (var series : (Iterable<String>) stacked(bucket)::iterator) {
        double part = Math.max(1, bucket.getOrDefault(series, 0L) * perOne);
        g.setFill(palette.color(Palette.series(series)));
        g.fillRect(left(counts, i) + GAP / 2, bottom - part, Math.max(1, bar - GAP), part);
        bottom -= part;
      }
    }
    g.setFill(palette.color(Ink.TEXT_MUTED));
    g.setTextAlign(TextAlignment.RIGHT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(Format.count(highest), LEFT - 6, TOP + 8);
    g.fillText("0", LEFT - 6, TOP + height - 4);
  }

  private void axis(GraphicsContext g, Data counts) {
    g.setFill(palette.color(Ink.TEXT_MUTED));
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.CENTER);
    for (var tick : axis(counts).ticks(zone.get())) {
      double half = tick.label().length() * HALF_CHARACTER;
      if (tick.x() + half < getWidth()) {
        g.fillText(tick.label(), Math.max(tick.x(), LEFT + half), getHeight() - BOTTOM / 2);
      }
    }
  }

  private void hover(MouseEvent event) {
    var counts = data.get();
    int bucket =
        counts == null || counts.buckets().isEmpty()
            ? -1
            : (int) Math.floor((event.getX() - LEFT) / bar(counts));
    boolean inside = counts != null && bucket >= 0 && bucket < counts.buckets().size();
    hovered = inside ? bucket : -1;
    tip.setVisible(inside);
    if (counts != null && inside) {
      tip.setText(describe(counts, bucket));
    }
    requestLayout();
  }

  private String describe(Data counts, int bucket) {
    var from = counts.from().plus(counts.width().multipliedBy(bucket));
    var to = from.plus(counts.width());
    boolean fine = counts.width().toSeconds() < 60;
    var times =
        fine
            ? Format.time(from, zone.get()) + " – " + Format.time(to, zone.get())
            : Format.dateMinutes(from, zone.get()) + " – " + Format.dateMinutes(to, zone.get());
    var bucketCounts = counts.buckets().get(bucket);
    var lines =
        bucketCounts.isEmpty()
            ? Stream.of("no " + noun + "s")
            : stacked(bucketCounts)
                .map(
                    series ->
                        Format.count(bucketCounts.getOrDefault(series, 0L))
                            + "  "
                            + (series.isEmpty() ? "(none)" : series));
    return Stream.concat(Stream.of(times), lines).collect(Collectors.joining("\n"));
  }

  private double bar(Data counts) {
    return (getWidth() - LEFT - RIGHT) / counts.buckets().size();
  }

  private double left(Data counts, int bucket) {
    return LEFT + bucket * bar(counts);
  }

  private Stream<String> stacked(Map<String, Long> bucket) {
    return bucket.keySet().stream().sorted(order);
  }

  private static long sum(Map<String, Long> bucket) {
    return bucket.values().stream().mapToLong(Long::longValue).sum();
  }
}
