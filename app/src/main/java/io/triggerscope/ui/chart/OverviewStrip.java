package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimeAxis;
import io.triggerscope.viewmodel.TimelinePicture;
import io.triggerscope.viewmodel.TimelineViewModel;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * The strip above the lanes: how dense the notifications are over all that is held, and which part
 * of it the lanes show. Confined to the FX thread.
 *
 * @param axis of the strip
 */
record OverviewStrip(TimelineViewModel timeline, TimeAxis axis) {

  static final double HEIGHT = 56;

  private static final double REACH = 6;
  private static final double GRIP = 4;
  private static final double COLUMN = 3;
  private static final double GREATEST_BAR = 44;

  /** The number of bars. */
  int columns() {
    return (int) (axis.width() / COLUMN);
  }

  void draw(GraphicsContext g, Palette palette, double width, TimelinePicture picture) {
    g.setFill(palette.color(Ink.BACKGROUND_SUBTLE));
    g.fillRoundRect(1, 1, width - 2, HEIGHT, 14, 14);
    g.fillRect(1, HEIGHT / 2, width - 2, HEIGHT / 2);
    g.setFill(palette.color(Ink.TEXT_MUTED));
    g.setFont(TimelineCanvas.TEXT);
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(Format.span(axis.range().span()) + " overview", 14, HEIGHT / 2);

    var visible = timeline.viewport().visibleProperty().get();
    double from = Math.max(axis.left(), axis.x(visible.from()));
    double to = Math.min(axis.right(), axis.x(visible.to()));
    if (to > from) {
      g.setFill(palette.color(Ink.SELECTION));
      g.fillRect(from, 5, to - from, HEIGHT - 8);
    }
    drawDensity(g, palette, picture.density());
    if (to > from) {
      g.setStroke(palette.color(Ink.ACCENT));
      g.strokeRect(Math.round(from) + 0.5, 5.5, Math.max(2, to - from - 1), HEIGHT - 9);
      g.setFill(palette.color(Ink.ACCENT));
      for (double end : new double[] {from, to}) {
        g.fillRoundRect(end - GRIP / 2, HEIGHT / 2 - 9, GRIP, 18, GRIP, GRIP);
      }
    }
  }

  private void drawDensity(GraphicsContext g, Palette palette, long[] density) {
    long greatest = 1;
    for (long count : density) {
      greatest = Math.max(greatest, count);
    }
    g.setFill(palette.color(Ink.SERIES_USERS).deriveColor(0, 1, 1, 0.75));
    for (int column = 0; column < density.length; column++) {
      if (density[column] > 0) {
        // logarithmic: a bulk transaction must not flatten everything else
        double height = GREATEST_BAR * Math.log1p(density[column]) / Math.log1p(greatest);
        g.fillRect(axis.left() + column * COLUMN, HEIGHT - 4 - height, COLUMN - 1, height);
      }
    }
  }

  /** What of the brush, the frame around what the lanes show, is at a place. */
  enum Grip {
    NONE(Cursor.CROSSHAIR),
    INSIDE(Cursor.OPEN_HAND),
    FROM(Cursor.W_RESIZE),
    TO(Cursor.E_RESIZE);

    private final Cursor cursor;

    Grip(Cursor cursor) {
      this.cursor = cursor;
    }

    Cursor cursor() {
      return cursor;
    }
  }

  /** An end of the brush can be taken a little beside it, also where the brush is narrow. */
  Grip gripAt(double x) {
    var visible = timeline.viewport().visibleProperty().get();
    double from = axis.x(visible.from());
    double to = axis.x(visible.to());
    double inside = Math.min(REACH, (to - from) / 4);
    if (x < from - REACH || x > to + REACH) {
      return Grip.NONE;
    }
    if (x <= from + inside) {
      return Grip.FROM;
    }
    return x >= to - inside ? Grip.TO : Grip.INSIDE;
  }
}
