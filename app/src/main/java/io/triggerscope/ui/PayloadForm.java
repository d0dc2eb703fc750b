package io.triggerscope.ui;

/** A way to show a payload. */
enum PayloadForm {
  PRETTY("Pretty"),
  RAW("Raw"),
  /** Against the payload before of the same record. */
  DIFFERENCE("Difference");

  private final String title;

  PayloadForm(String title) {
    this.title = title;
  }

  /** For a button. */
  String title() {
    return title;
  }
}
