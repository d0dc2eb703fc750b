package io.triggerscope.ui;

import javafx.css.PseudoClass;

/** The pseudo-classes by which the style sheet tells states apart. */
final class States {

  static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
  static final PseudoClass ATTENTION = PseudoClass.getPseudoClass("attention");
  static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  /** What is shown belongs to a database that is PROD. */
  static final PseudoClass PROD = PseudoClass.getPseudoClass("prod");

  /** Nothing is being written in it. */
  static final PseudoClass AT_REST = PseudoClass.getPseudoClass("at-rest");

  private States() {}
}
