package io.triggerscope.viewmodel;

import java.util.Locale;

/** The screens of the window, in the order of the rail. */
public enum Screen {
  CONNECT,
  TIMELINE,
  CASCADES,
  ERRORS,
  HEALTH,
  OPERATIONS;

  /** As in file names and style classes: {@code timeline}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the rail shows it: {@code Timeline}. */
  public String title() {
    return name().charAt(0) + id().substring(1);
  }
}
