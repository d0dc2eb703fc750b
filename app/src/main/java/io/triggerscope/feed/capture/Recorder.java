package io.triggerscope.feed.capture;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Health;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a source and its feed, and writes what passes to a capture whenever it is told to.
 * It is the feed's clock as well, which stands still between two readings. {@link #read} is
 * confined to the feed thread, everything else is safe for any.
 */
public final class Recorder implements NotificationSource.Timed {

  private final NotificationSource source;
  private final InstantSource clock;
  private final Queue<Marker> marks = new ConcurrentLinkedQueue<>();
  private volatile Instant now;
  private volatile @Nullable Recording recording;

  public Recorder(NotificationSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.now = clock.instant();
  }

  // ---- the source of the feed ----

  @Override
  public Reading read(Duration timeout) throws InterruptedException {
    var reading = next(timeout);
    var at = clock.instant();
    // what was read together bears the same time, and nothing else does
    now = at.equals(now) ? at.plusNanos(1) : at;
    var active = recording;
    if (active != null) {
      active.add(reading, now);
    }
    return reading;
  }

  private Reading next(Duration timeout) throws InterruptedException {
    var marker = marks.poll();
    if (marker != null) {
      return new Reading.Marked(marker);
    }
    return source.read(left(timeout));
  }

  /** The feed reckons from the last reading, and has worked since. */
  private Duration left(Duration timeout) {
    var left = timeout.minus(Duration.between(now, clock.instant()));
    boolean clockWasSetBack = left.compareTo(timeout) > 0;
    return clockWasSetBack ? timeout : left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ListenState state() {
    return source.state();
  }

  /** Ends the recording as well. */
  @Override
  public void close() {
    source.close();
    stop();
  }

  // ---- recording ----

  /**
   * Begins to record to new files; blocks until the first was made.
   *
   * @param stopped told why, in a sentence and on any thread, if the recording ends by itself
   */
  public synchronized Outcome<Recording> record(
      Path file, Origin origin, Consumer<String> stopped) {
    var before = recording;
    if (before != null && !before.progress().over()) {
      return new Outcome.Failed<>(
          new Failure.Unexpected(
              "What comes is being recorded to " + before.progress().file() + " already."));
    }
    var begun = Recording.begin(file, origin, clock.instant(), stopped);
    if (begun instanceof Outcome.Done<Recording>(var active)) {
      recording = active;
    }
    return begun;
  }

  /** Ends the recording, if there is one; blocks until it was written, though not for ever. */
  public synchronized void stop() {
    var active = recording;
    if (active != null) {
      active.end(now);
    }
  }

  /** The last recording, be it over or not; null when there was none. */
  public @Nullable Recording recording() {
    return recording;
  }

  /** Puts a marker on the timeline, now. */
  public void mark(String label) {
    marks.add(new Marker(clock.instant(), label));
  }

  /** Records rows of {@code trigger_error_log}, if something is being recorded. */
  public void add(List<TriggerError> errors) {
    var active = recording;
    if (active != null) {
      var at = clock.instant();
      errors.forEach(error -> active.add(error, at));
    }
  }

  /** Records what a check found, if something is being recorded. */
  public void add(Health health) {
    var active = recording;
    if (active != null) {
      active.add(health, clock.instant());
    }
  }
}
