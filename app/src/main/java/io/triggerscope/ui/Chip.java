package io.triggerscope.ui;

import io.triggerscope.ui.chart.Palette;
import javafx.scene.control.Label;

/** A table or a cache domain by name, in the colour it has on every chart. */
final class Chip extends Label {

  Chip(String tableOrDomain) {
    super(tableOrDomain);
    setMinWidth(USE_PREF_SIZE);
    getStyleClass().addAll("chip", Palette.series(tableOrDomain).styleClass());
    setMinWidth(USE_PREF_SIZE);
  }
}
