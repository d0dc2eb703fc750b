package io.triggerscope.testing;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.ListenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A source that hands over its payloads in one reading, and then ends. */
public final class ScriptedSource implements NotificationSource {

  private final List<String> payloads;
  private final Instant at;
  private boolean read;

  public ScriptedSource(List<String> payloads, Instant at) {
    this.payloads = payloads;
    this.at = at;
  }

  @Override
  public Reading read(Duration timeout) {
    if (read) {
      return new Reading.Ended();
    }
    read = true;
    return new Reading.Received(payloads, at);
  }

  @Override
  public ListenState state() {
    return new ListenState.Listening(at);
  }

  @Override
  public void close() {}
}
