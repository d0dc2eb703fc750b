package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.ui.chart.Pen.Face;
import io.triggerscope.ui.chart.StackedBars.Bar;
import java.util.Collection;
import java.util.List;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;

/**
 * Stacked bars as a picture of their own: a title, lines on what is shown, the legend, and all rows
 * however many there are. Confined to the FX thread.
 */
public final class BarsPage {

  /** Higher ones do not fit the memory of every graphics card. */
  private static final double GREATEST_IMAGE = 8_000;

  private static final double WIDTH = 960;
  private static final double MARGIN = 24;
  private static final double LINE = 20;
  private static final double TITLE_GAP = 4;
  private static final double LEGEND = 36;
  private static final double SWATCH = 10;
  private static final double CHARACTER = 7.2;

  private final String title;
  private final List<String> lines;
  private final Collection<String> series;
  private final List<? extends Bar> bars;
  private final Palette palette;

  BarsPage(
      String title,
      List<String> lines,
      Collection<String> series,
      List<? extends Bar> bars,
      Palette palette) {
    this.title = title;
    this.lines = lines;
    this.series = series;
    this.bars = bars;
    this.palette = palette;
  }

  /** In pixels. */
  public double height() {
    return firstRow() + bars.size() * BarRows.HEIGHT + MARGIN;
  }

  private double firstRow() {
    return MARGIN + LINE + TITLE_GAP + lines.size() * LINE + LEGEND;
  }

  /** Whether it is low enough for {@link #image}. */
  public boolean fitsImage() {
    return height() <= GREATEST_IMAGE;
  }

  /** It as an SVG document. */
  public String svg() {
    var pen = new SvgPen(palette);
    draw(pen);
    return pen.document(WIDTH, height());
  }

  /** It as pixels. */
  public WritableImage image() {
    var canvas = new Canvas(WIDTH, height());
    draw(new CanvasPen(canvas.getGraphicsContext2D(), palette));
    return canvas.snapshot(new SnapshotParameters(), null);
  }

  private void draw(Pen pen) {
    pen.box(Ink.BACKGROUND, 0, 0, WIDTH, height());
    double y = MARGIN + LINE / 2;
    pen.text(Ink.TEXT, Face.TITLE, title, MARGIN, y);
    y += TITLE_GAP;
    for (var line : lines) {
      y += LINE;
      pen.text(Ink.TEXT_MUTED, Face.MONO, line, MARGIN, y);
    }
    drawLegend(pen, y + LEGEND - SWATCH);
    var rows = BarRows.of(bars, MARGIN, WIDTH);
    double top = firstRow();
    for (var bar : bars) {
      rows.draw(pen, bar, top);
      top += BarRows.HEIGHT;
    }
  }

  private void drawLegend(Pen pen, double y) {
    double x = MARGIN;
    for (var name : series) {
      pen.box(Palette.series(name), x, y - SWATCH / 2, SWATCH, SWATCH);
      pen.text(Ink.TEXT, Face.MONO, name, x + SWATCH + 6, y);
      x += SWATCH + 6 + name.length() * CHARACTER + 18;
    }
  }
}
