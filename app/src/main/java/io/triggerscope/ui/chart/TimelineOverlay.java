package io.triggerscope.ui.chart;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimeAxis;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.time.Instant;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/**
 * What lies over all lanes of the timeline: blind windows, markers and the user's marks. Confined
 * to the FX thread.
 *
 * @param top of the first lane
 * @param bottom of the last
 */
record TimelineOverlay(
    TimelineViewModel timeline,
    Palette palette,
    GraphicsContext g,
    TimeAxis axis,
    double top,
    double bottom) {

  void draw() {
    drawBlindWindows();
    drawMarkers();
  }

  private Color ink(Ink ink) {
    return palette.color(ink);
  }

  private void drawBlindWindows() {
    for (BlindWindow window : timeline.blindWindows()) {
      double from = Math.max(axis.left(), axis.x(window.from()));
      double to = Math.min(axis.right(), axis.x(window.to()));
      if (to > from) {
        hatch(from, Math.max(2, to - from));
        drawReport(window, from, to - from);
      }
    }
  }

  /** As much as there is room for; the tooltip tells all. */
  private void drawReport(BlindWindow window, double x, double width) {
    var lines =
        List.of(
            "blind " + Format.duration(window.duration()),
            "missed " + Format.missed(window.missed()),
            window.reason());
    g.setFont(TimelineCanvas.MONO);
    g.setTextAlign(TextAlignment.LEFT);
    double y = top + 4;
    for (var line : lines) {
      double text = TimelineCanvas.CHARACTER * line.length() + 8;
      if (text + 8 <= width) {
        g.setFill(ink(Ink.BACKGROUND));
        g.fillRoundRect(x + 4, y, text, 16, 4, 4);
        g.setFill(ink(Ink.ATTENTION));
        g.fillText(line, x + 8, y + 8);
        y += 18;
      }
    }
  }

  private void hatch(double x, double width) {
    double height = bottom - top;
    g.save();
    g.beginPath();
    g.rect(x, top, width, height);
    g.clip();
    g.setFill(ink(Ink.BACKGROUND).deriveColor(0, 1, 1, 0.7));
    g.fillRect(x, top, width, height);
    g.setStroke(ink(Ink.ATTENTION).deriveColor(0, 1, 1, 0.6));
    for (double line = x - height; line < x + width; line += 8) {
      g.strokeLine(line, bottom, line + height, top);
    }
    g.restore();
  }

  private void drawMarkers() {
    for (var marker : timeline.markers()) {
      g.setLineDashes(4, 3);
      drawLine(marker.at(), Ink.SERIES_MARKER, "▼ " + marker.label(), top + 9);
      g.setLineDashes();
    }
    for (var mark : timeline.marks().marks()) {
      drawLine(mark.at(), Ink.ACCENT, "★ " + mark.label(), bottom - 9);
    }
  }

  private void drawLine(Instant at, Ink ink, String label, double y) {
    if (axis.range().contains(at)) {
      double x = Math.round(axis.x(at)) + 0.5;
      g.setStroke(ink(ink));
      g.strokeLine(x, top, x, bottom);
      g.setFill(ink(ink));
      g.setFont(TimelineCanvas.MONO);
      drawBeside(label, x, y);
    }
  }

  /** To the right of a line, or to its left where there is no room. */
  private void drawBeside(String label, double x, double y) {
    boolean fits = x + 8 + TimelineCanvas.CHARACTER * label.length() <= axis.right();
    g.setTextAlign(fits ? TextAlignment.LEFT : TextAlignment.RIGHT);
    g.fillText(label, fits ? x + 4 : x - 4, y);
  }
}
