package io.triggerscope.model;

/** What a file of exported events is written as. */
public enum ExportFormat {
  /** One JSON object a line: everything, each of its own {@code type}. */
  NDJSON("ndjson"),
  /** A table of the notifications, and nothing else. */
  CSV("csv");

  private final String extension;

  ExportFormat(String extension) {
    this.extension = extension;
  }

  /** How its files' names end, without the dot. */
  public String extension() {
    return extension;
  }
}
