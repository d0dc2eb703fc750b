package io.triggerscope.bench;

/** What a cost is counted in. */
enum Clock {
  /** Of the server's process; the one to trust where something else runs on the machine. */
  CPU("CPU time of the server's process"),
  ELAPSED("elapsed time");

  private final String title;

  Clock(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
