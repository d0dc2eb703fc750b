package io.triggerscope.testing;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A source that hands over one scripted reading after another, at their times, and then ends. */
public final class ScriptedSource implements NotificationSource.Timed {

  private final List<Reading.Received> readings;
  private volatile int next;

  /** All in one reading. */
  public ScriptedSource(List<String> payloads, Instant at) {
    this(List.of(received(payloads, at)));
  }

  public ScriptedSource(List<Reading.Received> readings) {
    this.readings = readings;
  }

  /** Texts read together at this time. */
  public static Reading.Received received(List<String> payloads, Instant at) {
    return new Reading.Received(payloads.stream().map(Utf8Text::of).toList(), at);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the feed thread only
  public Reading read(Duration timeout) {
    return next < readings.size() ? readings.get(next++) : new Reading.Ended();
  }

  /** The time of the last reading. */
  @Override
  public Instant instant() {
    return readings.get(Math.max(0, next - 1)).at();
  }

  @Override
  public ListenState state() {
    return new ListenState.Listening(instant());
  }

  @Override
  public void close() {}
}
