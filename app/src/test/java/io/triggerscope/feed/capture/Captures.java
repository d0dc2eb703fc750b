package io.triggerscope.feed.capture;

import static io.triggerscope.testing.Outcomes.done;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.testing.ScriptedSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Captures that tests write and read. */
final class Captures {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

  static final Origin ORIGIN =
      new Origin(null, "prod-eu", "db:5432", "app", "18.6", "cache_invalidation", "public");

  private Captures() {}

  static Recording begin(Path file) {
    return begin(file, Recording.PART_BYTES);
  }

  static Recording begin(Path file, long partBytes) {
    return done(
        Recording.begin(
            file, ORIGIN, NOON, Captures::unexpected, partBytes, 64 << 20, PartedFile.Disk.REAL));
  }

  static void unexpected(String problem) {
    throw new AssertionError(problem);
  }

  /** A capture with {@code count} notifications, each of a reading of its own. */
  static void write(Path file, int count, long partBytes) {
    var recording = begin(file, partBytes);
    for (int i = 0; i < count; i++) {
      recording.add(received(i), NOON.plusMillis(i));
    }
    recording.end(NOON.plusSeconds(9));
  }

  static Reading received(int number) {
    return ScriptedSource.received(List.of(payload(number)), NOON.plusMillis(number));
  }

  static String payload(int number) {
    return "{\"n\":" + number + "}";
  }

  /** What was read, and what was told. */
  record Read(List<Reading> readings, CaptureSource.Contents contents) {

    List<String> payloads() {
      return readings.stream()
          .filter(Reading.Received.class::isInstance)
          .flatMap(reading -> ((Reading.Received) reading).payloads().stream())
          .map(Utf8Text::toString)
          .toList();
    }
  }

  static Read read(Path file) {
    try (var source = done(CaptureSource.open(file))) {
      var readings = new ArrayList<Reading>();
      var reading = source.read(Duration.ZERO);
      while (!(reading instanceof Reading.Ended)) {
        readings.add(reading);
        reading = source.read(Duration.ZERO);
      }
      return new Read(readings, source.contents());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A reading, and the time when the feed takes it. */
  record Step(Reading reading, Instant at) {}

  /** A source that hands over what a test wrote down, and is the clock to it. */
  static final class Script implements NotificationSource, InstantSource {

    private final List<Step> timed;
    private volatile int next;

    Script(List<Step> timed) {
      this.timed = timed;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the feed thread only
    public Reading read(Duration timeout) {
      return next < timed.size() ? timed.get(next++).reading : new Reading.Ended();
    }

    @Override
    public Instant instant() {
      return next == 0 ? NOON : timed.get(next - 1).at;
    }

    @Override
    public ListenState state() {
      return new ListenState.Listening(NOON);
    }

    @Override
    public void close() {}
  }
}
