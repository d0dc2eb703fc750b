package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import java.util.Locale;
import javafx.scene.paint.Color;

/** Writes an SVG picture. Confined to the FX thread. */
final class SvgPen implements Pen {

  private final Palette palette;
  private final StringBuilder marks = new StringBuilder();

  SvgPen(Palette palette) {
    this.palette = palette;
  }

  @Override
  public void box(Ink ink, double x, double y, double width, double height) {
    marks.append(
        String.format(
            Locale.ROOT,
            "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            height,
            hex(ink)));
  }

  @Override
  public void text(Ink ink, Face face, String text, double x, double y) {
    marks.append(
        String.format(
            Locale.ROOT,
            "  <text x=\"%.1f\" y=\"%.1f\" dominant-baseline=\"central\" xml:space=\"preserve\""
                + " font-family=\"%s\" font-size=\"%.0f\" fill=\"%s\">%s</text>%n",
            x,
            y,
            families(face),
            face.size,
            hex(ink),
            escaped(text)));
  }

  /** Whoever opens the picture need not have our fonts. */
  private static String families(Face face) {
    return switch (face) {
      case MONO -> face.family + ", monospace";
      case TITLE -> face.family + ", Inter, sans-serif";
    };
  }

  private String hex(Ink ink) {
    Color color = palette.color(ink);
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(255 * color.getRed()),
        Math.round(255 * color.getGreen()),
        Math.round(255 * color.getBlue()));
  }

  /** Without what XML 1.0 cannot hold: an id may be any text. */
  private static String escaped(String text) {
    return text.replaceAll("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** All that was drawn, as a document of this size. */
  String document(double width, double height) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\""
            + " viewBox=\"0 0 %1$.0f %2$.0f\">%n%3$s</svg>%n",
        width,
        height,
        marks);
  }
}
