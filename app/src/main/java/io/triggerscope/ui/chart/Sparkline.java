package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/** A small line of counts over time, without axes. Confined to the FX thread. */
public final class Sparkline extends Region {

  private static final double WIDTH = 72;
  private static final double HEIGHT = 16;
  private static final double MARGIN = 2;

  /**
   * @param palette of the table around it, which is refreshed when a colour changes
   */
  public Sparkline(Palette palette, List<Long> counts) {
    getStyleClass().add("sparkline");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    setAccessibleText("Trend, at most " + Format.count(most) + " at a time");
    var canvas = new Canvas(WIDTH, HEIGHT);
    var g = canvas.getGraphicsContext2D();
    g.setStroke(palette.color(Ink.SERIES_ERROR));
    g.setLineWidth(1);
    g.beginPath();
    for (int i = 0; i < counts.size(); i++) {
      double share = most == 0 ? 0 : (double) counts.get(i) / most;
      double x = MARGIN + i * (WIDTH - 2 * MARGIN) / Math.max(1, counts.size() - 1);
      double y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
      g.lineTo(x, y);
    }
    g.stroke();
    getChildren().add(canvas);
    setMinSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
  }
}
