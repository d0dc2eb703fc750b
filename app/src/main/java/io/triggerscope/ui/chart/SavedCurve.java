package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.WhatIfViewModel;
import io.triggerscope.viewmodel.WhatIfViewModel.Comparison;
import io.triggerscope.viewmodel.WhatIfViewModel.Point;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The share of cache operations saved over the batching window, with today's setting and the chosen
 * one. Confined to the FX thread.
 */
public final class SavedCurve extends Region {

  private static final double LEFT = 56;
  private static final double RIGHT = 24;
  private static final double TOP = 12;
  private static final double BOTTOM = 26;
  private static final double RADIUS = 5;

  /** Room above and below the curve, as a share. */
  private static final double MARGIN = 0.05;

  private static final List<Duration> TICKS =
      Stream.of(10, 20, 50, 100, 200, 500, 1_000, 2_000).map(Duration::ofMillis).toList();

  private final Palette palette = new Palette(this::requestLayout);
  private final Canvas canvas = new Canvas();
  private final ObjectProperty<@Nullable Comparison> data =
      new SimpleObjectProperty<>(this, "data");

  public SavedCurve() {
    getStyleClass().add("saved-curve");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().addAll(palette, canvas);
    data.subscribe(
        comparison -> {
          setAccessibleText(comparison == null ? "Saved over window" : describe(comparison));
          requestLayout();
        });
  }

  /** What is drawn; null draws the empty frame. */
  public ObjectProperty<@Nullable Comparison> dataProperty() {
    return data;
  }

  private static String describe(Comparison comparison) {
    var text = new StringBuilder("Saved over window. Today ").append(words(comparison.todayAt()));
    text.append(", chosen ").append(words(comparison.chosenAt())).append(". At the chosen size: ");
    comparison.curve().forEach(point -> text.append(words(point)).append("; "));
    return text.toString();
  }

  private static String words(Point point) {
    return Format.percent(point.saved()) + " at " + Format.window(point.window());
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw(canvas.getGraphicsContext2D());
  }

  private void draw(GraphicsContext g) {
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFont(Font.font("JetBrains Mono", 11));
    g.setLineWidth(1);
    for (var tick : TICKS) {
      double x = x(tick);
      g.setStroke(palette.color(Ink.BORDER_MUTED));
      g.strokeLine(x, TOP, x, bottom());
      text(g, Ink.TEXT_MUTED, TextAlignment.CENTER, Format.window(tick), x, bottom() + 14);
    }
    var comparison = data.get();
    if (comparison != null && !comparison.curve().isEmpty()) {
      draw(g, comparison);
    }
    g.setStroke(palette.color(Ink.BORDER));
    g.strokeRect(LEFT - 0.5, TOP - 0.5, width() + 1, bottom() - TOP + 1);
  }

  private void draw(GraphicsContext g, Comparison comparison) {
    var scale = Scale.of(comparison);
    for (double share : new double[] {scale.low, (scale.low + scale.high) / 2, scale.high}) {
      double y = y(scale, share);
      text(g, Ink.TEXT_MUTED, TextAlignment.RIGHT, Math.round(share * 100) + " %", LEFT - 8, y);
      g.setStroke(palette.color(Ink.BORDER_MUTED));
      g.strokeLine(LEFT, y, LEFT + width(), y);
    }
    g.setStroke(palette.color(Ink.ACCENT));
    g.setLineWidth(2);
    g.beginPath();
    for (var point : comparison.curve()) {
      g.lineTo(x(point.window()), y(scale, point.saved()));
    }
    g.stroke();
    g.setLineWidth(1);
    mark(g, scale, comparison.todayAt(), "today", Ink.TEXT_MUTED, false);
    mark(g, scale, comparison.chosenAt(), "chosen", Ink.ACCENT, true);
  }

  /** A ring for what is, a disc for what is chosen: the colour is not all that tells them apart. */
  private void mark(
      GraphicsContext g, Scale scale, Point point, String name, Ink ink, boolean filled) {
    double x = x(point.window());
    double y = y(scale, point.saved());
    g.setFill(palette.color(filled ? ink : Ink.BACKGROUND));
    g.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    g.setStroke(palette.color(ink));
    g.setLineWidth(2);
    g.strokeOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    g.setLineWidth(1);
    boolean right = x < LEFT + width() * 0.8;
    // the two may be near each other: one is named above its mark, the other below
    text(
        g,
        Ink.TEXT,
        right ? TextAlignment.LEFT : TextAlignment.RIGHT,
        name + " " + Format.percent(point.saved()),
        x + (right ? 10 : -10),
        y + (filled ? -12 : 14));
  }

  private void text(
      GraphicsContext g, Ink ink, TextAlignment align, String text, double x, double y) {
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(align);
    g.setFill(palette.color(ink));
    g.fillText(text, x, y);
  }

  private double width() {
    return Math.max(0, getWidth() - LEFT - RIGHT);
  }

  private double bottom() {
    return Math.max(TOP, getHeight() - BOTTOM);
  }

  private double x(Duration window) {
    return Math.rint(LEFT + WhatIfViewModel.positionOf(window) * width());
  }

  private double y(Scale scale, double saved) {
    double share = (saved - scale.low) / (scale.high - scale.low);
    return Math.rint(bottom() - share * (bottom() - TOP));
  }

  /** From whole tens of percent to whole tens of percent, around all that is drawn. */
  private record Scale(double low, double high) {

    static Scale of(Comparison comparison) {
      var all =
          Stream.concat(
                  comparison.curve().stream(),
                  Stream.of(comparison.todayAt(), comparison.chosenAt()))
              .mapToDouble(Point::saved)
              .summaryStatistics();
      return new Scale(
          Math.max(0, Math.floor((all.getMin() - MARGIN) * 10) / 10),
          Math.min(1, Math.ceil((all.getMax() + MARGIN) * 10) / 10));
    }
  }
}
