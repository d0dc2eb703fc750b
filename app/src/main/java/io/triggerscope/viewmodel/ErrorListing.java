package io.triggerscope.viewmodel;

/** What the Errors screen lists. */
public enum ErrorListing {
  /** Groups, and beside them the rows of the chosen one. */
  GROUPS("Groups"),
  /** All rows that match. */
  ROWS("Rows");

  private final String title;

  ErrorListing(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
