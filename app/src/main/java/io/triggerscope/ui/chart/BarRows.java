package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.ui.chart.Pen.Face;
import io.triggerscope.ui.chart.StackedBars.Bar;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * How stacked bars share a width: labels at the left, then the bars by one scale, each with its
 * note. Immutable.
 *
 * @param margin left of the labels, and right of the longest note
 * @param left where bars begin
 * @param perOne how many pixels long one is
 */
record BarRows(double margin, double left, double perOne) {

  static final double HEIGHT = 28;

  private static final double THICKNESS = 16;
  static final double GAP = 12;
  private static final double SEAM = 1;

  /** Notes are asked of so many only: there may be thousands, and the first are the longest. */
  private static final int MEASURED = 100;

  static BarRows of(List<? extends Bar> bars, double margin, double width) {
    double left = margin + widest(bars, Bar::label) + 2 * GAP;
    double room = width - left - GAP - widest(bars, Bar::note) - margin;
    long longest = bars.stream().mapToLong(Bar::total).max().orElse(0);
    return new BarRows(margin, left, Math.max(0, room) / Math.max(1, longest));
  }

  /** All characters are equally wide. */
  private static double widest(List<? extends Bar> bars, Function<Bar, String> line) {
    var longest =
        bars.stream()
            .limit(MEASURED)
            .map(line)
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    var text = new Text(longest);
    text.setFont(Font.font(Face.MONO.family, Face.MONO.size));
    return Math.ceil(text.getLayoutBounds().getWidth());
  }

  /** Draws a row whose upper end is at {@code y}. */
  void draw(Pen pen, Bar bar, double y) {
    double middle = y + HEIGHT / 2;
    pen.text(Ink.TEXT, Face.MONO, bar.label(), margin, middle);
    long before = 0;
    for (var part : bar.series().entrySet()) {
      double from = Math.rint(before * perOne);
      before += part.getValue();
      double to = Math.rint(before * perOne);
      pen.box(
          Palette.series(part.getKey()),
          left + from,
          middle - THICKNESS / 2,
          Math.max(1, to - from - SEAM),
          THICKNESS);
    }
    pen.text(
        Ink.TEXT_MUTED, Face.MONO, bar.note(), left + Math.rint(before * perOne) + GAP, middle);
  }
}
