package io.triggerscope.postgres;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import java.time.Duration;
import java.time.InstantSource;

/** The feed's own connection, outside the pool. */
public final class ListenConnection implements NotificationSource {

  public ListenConnection(ConnectionSettings settings, StatementLog log, InstantSource clock) {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public Reading read(Duration timeout) {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public ListenState state() {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public void close() {}
}
