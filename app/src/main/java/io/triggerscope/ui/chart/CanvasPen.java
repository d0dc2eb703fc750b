package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws on a canvas. Confined to the FX thread. */
final class CanvasPen implements Pen {

  private final GraphicsContext g;
  private final Palette palette;

  CanvasPen(GraphicsContext g, Palette palette) {
    this.g = g;
    this.palette = palette;
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
  }

  @Override
  public void box(Ink ink, double x, double y, double width, double height) {
    g.setFill(palette.color(ink));
    g.fillRect(x, y, width, height);
  }

  @Override
  public void text(Ink ink, Face face, String text, double x, double y) {
    g.setFont(Font.font(face.family, face.size));
    g.setFill(palette.color(ink));
    g.fillText(text, x, y);
  }
}
