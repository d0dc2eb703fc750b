package io.triggerscope.ui;

import org.kordamp.ikonli.javafx.FontIcon;

/** Icons of the Feather pack, by their Ikonli name. */
final class Icons {

  private Icons() {}

  static FontIcon of(String name) {
    return new FontIcon(name);
  }
}
