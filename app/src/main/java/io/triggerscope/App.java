package io.triggerscope;

/** The JavaFX application. */
final class App {

  private App() {}

  /** Runs until the window is closed; returns the exit code. */
  static int run(Launch launch) {
    throw new UnsupportedOperationException("to come: " + launch);
  }
}
