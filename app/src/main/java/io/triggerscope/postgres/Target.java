package io.triggerscope.postgres;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ServerInfo;

/** The watched database: a small pool of bounded sessions, and what the server said of itself. */
public final class Target implements AutoCloseable {

  /** Proves the credentials on one plain connection, then opens the pool. */
  public static Outcome<Target> open(ConnectionSettings settings, StatementLog log) {
    throw new UnsupportedOperationException("to come");
  }

  public ConnectionSettings settings() {
    throw new UnsupportedOperationException("to come");
  }

  public ServerInfo server() {
    throw new UnsupportedOperationException("to come");
  }

  public StatementLog statementLog() {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public void close() {}
}
