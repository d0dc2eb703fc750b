package io.triggerscope.ui.chart;

import io.triggerscope.ui.chart.Palette.Ink;

/** What a chart is drawn with, be it on the screen or into a file. Confined to the FX thread. */
interface Pen {

  /** How a line of text looks. */
  enum Face {
    MONO("JetBrains Mono", 12),
    TITLE("Inter SemiBold", 16);

    final String family;
    final double size;

    Face(String family, double size) {
      this.family = family;
      this.size = size;
    }
  }

  void box(Ink ink, double x, double y, double width, double height);

  /** Writes a line from {@code x} rightwards, the middle of which is at {@code y}. */
  void text(Ink ink, Face face, String text, double x, double y);
}
