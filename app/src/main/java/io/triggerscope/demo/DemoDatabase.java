package io.triggerscope.demo;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;

/** A private PostgreSQL on this computer with the demo's six tables, migrated and ready. */
public final class DemoDatabase implements AutoCloseable {

  /**
   * Starts it; blocks for some seconds.
   *
   * @param port 0 for any free one
   */
  public static Outcome<DemoDatabase> start(int port) {
    throw new UnsupportedOperationException("to come");
  }

  /** How TriggerScope connects to it. */
  public ConnectionSettings settings() {
    throw new UnsupportedOperationException("to come");
  }

  /** Stops the server and removes its files. */
  @Override
  public void close() {}
}
