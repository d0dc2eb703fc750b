package io.triggerscope.ui;

import javafx.scene.control.Label;

/** A label that stays whole, up to 200 pixels, while the labels beside it are cut. */
final class NameLabel extends Label {

  private static final double WHOLE_UP_TO = 200;

  @Override
  protected double computeMinWidth(double height) {
    return Math.min(computePrefWidth(height), WHOLE_UP_TO);
  }
}
