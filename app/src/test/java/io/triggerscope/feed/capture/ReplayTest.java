package io.triggerscope.feed.capture;

import static io.triggerscope.feed.capture.Captures.NOON;
import static io.triggerscope.feed.capture.Captures.ORIGIN;
import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.feed.capture.Captures.Step;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.RowChanges;
import io.triggerscope.testing.ScriptedSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture read by an equal feed gives what the feed gave live. */
class ReplayTest {

  @TempDir private Path folder;
  private volatile FeedSnapshot last = FeedSnapshot.EMPTY;

  /** What a feed has made of it all. */
  private record Made(
      List<FeedEvent> events,
      FeedCounters counters,
      List<BlindWindow> blindWindows,
      List<Marker> markers) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void replayedItIsTheSame(int seed) {
    var file = folder.resolve(seed % 2 == 0 ? "a.tscope" : "a.tscope.gz");
    var script = new Captures.Script(traffic(new Random(seed)));
    var recorder = new Recorder(script, script);
    done(recorder.record(file, ORIGIN, Captures::unexpected));
    var live = run(recorder);
    var source = done(CaptureSource.open(file));
    assertThat(run(source)).isEqualTo(live);
    assertThat(source.contents().notes()).isEmpty();

    // it has something of everything
    assertThat(live.events).hasAtLeastOneElementOfType(Marker.class);
    assertThat(live.blindWindows).anySatisfy(w -> assertThat(w.missed()).isNotNull());
    assertThat(live.counters.malformed()).isPositive();
    for (var closedBy : List.of(ClosedBy.SIZE, ClosedBy.WINDOW, ClosedBy.TRANSACTION_END)) {
      assertThat(live.events)
          .filteredOn(Batch.class::isInstance)
          .anySatisfy(e -> assertThat(((Batch) e).closedBy()).isEqualTo(closedBy));
    }
  }

  /** The feed was late: what it took together it handed on in two batches, and does so again. */
  @Test
  void aFeedThatLaggedBehindIsReplayedWithItsLag() {
    var script =
        new Captures.Script(
            List.of(
                new Step(received(NOON, 1), NOON.plusMillis(150)),
                new Step(received(NOON.plusMillis(50), 1), NOON.plusMillis(150))));
    var recorder = new Recorder(script, script);
    var file = folder.resolve("a.tscope");
    done(recorder.record(file, ORIGIN, Captures::unexpected));
    var live = run(recorder);
    assertThat(live.events).hasSize(2);
    assertThat(run(done(CaptureSource.open(file)))).isEqualTo(live);
  }

  /** As a coarse clock has it. */
  @Test
  void whatWasReadApartAtOneInstantStaysApart() throws InterruptedException {
    var step = new Step(received(NOON, 1), NOON);
    var script = new Captures.Script(List.of(step, step));
    var file = folder.resolve("a.tscope");
    try (var recorder = new Recorder(script, script)) {
      done(recorder.record(file, ORIGIN, Captures::unexpected));
      recorder.read(Duration.ZERO);
      recorder.read(Duration.ZERO);
    }
    assertThat(Captures.read(file).readings())
        .containsExactly(received(NOON, 1), received(NOON, 1));
  }

  @Test
  void recordingMayBeginAndEndWhileTheFeedRuns() throws InterruptedException {
    var script =
        new Captures.Script(
            List.of(
                new Step(received(NOON, 1), NOON),
                new Step(received(NOON.plusSeconds(1), 2), NOON.plusSeconds(1)),
                new Step(received(NOON.plusSeconds(2), 3), NOON.plusSeconds(2))));
    var file = folder.resolve("a.tscope");
    try (var recorder = new Recorder(script, script)) {
      recorder.read(Duration.ZERO);
      done(recorder.record(file, ORIGIN, Captures::unexpected));
      recorder.read(Duration.ZERO);
      recorder.stop();
      recorder.read(Duration.ZERO);
    }
    assertThat(Captures.read(file).readings()).containsExactly(received(NOON.plusSeconds(1), 2));
  }

  private Made run(NotificationSource.Timed source) {
    var feed = new Feed(source, CascadeRules.shipped(), snapshot -> last = snapshot);
    feed.start();
    await().until(() -> source instanceof Recorder recorder ? ended(recorder) : isComplete());
    feed.close();
    var snapshot = last;
    var events = new ArrayList<FeedEvent>();
    for (long i = snapshot.events().first(); i < snapshot.events().end(); i++) {
      events.add(snapshot.events().get(i));
    }
    return new Made(events, snapshot.counters(), snapshot.blindWindows(), snapshot.markers());
  }

  /** Closing the source, which follows the end, ends the recording. */
  private static boolean ended(Recorder recorder) {
    var recording = recorder.recording();
    return recording != null && recording.progress().over();
  }

  private boolean isComplete() {
    return last.state() instanceof ListenState.Captured(_, boolean all) && all;
  }

  private static Reading received(Instant at, int batch) {
    return ScriptedSource.received(List.of(payload(batch, 0)), at);
  }

  /** A minute of everything, at times when batches are just due, not yet due and overdue. */
  private static List<Step> traffic(Random random) {
    var timed = new ArrayList<Step>();
    var at = NOON;
    long changes = 0;
    int batch = 1;
    for (int i = 0; i < 2_000; i++) {
      at = at.plusNanos(random.nextLong(60_000_000));
      switch (random.nextInt(20)) {
        case 0 ->
            timed.add(
                new Step(new Reading.Counted(new RowChanges(Map.of("calls", changes += 5))), at));
        case 1 ->
            timed.add(
                new Step(
                    new Reading.Resumed(
                        at.minusSeconds(1),
                        at,
                        "lost",
                        random.nextBoolean()
                            ? new RowChanges(Map.of("calls", changes += 9))
                            : null),
                    at));
        case 2 -> timed.add(new Step(new Reading.Marked(new Marker(at, "mark " + i)), at));
        case 3, 4, 5, 6, 7, 8 -> timed.add(new Step(new Reading.Quiet(), at));
        default -> {
          batch += random.nextInt(2);
          var payloads = new ArrayList<String>();
          int size = random.nextInt(10) == 0 ? random.nextInt(200) + 1 : random.nextInt(3) + 1;
          for (int k = 0; k < size; k++) {
            payloads.add(random.nextInt(30) == 0 ? "broken" : payload(batch, k));
          }
          var lag = Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(200) : 0);
          timed.add(new Step(ScriptedSource.received(payloads, at.minus(lag)), at));
        }
      }
    }
    return timed;
  }

  private static String payload(int batch, int number) {
    return """
        {"table":"calls","operation":"INSERT","user_id":"u%d","record_id":"%d","agent_id":null,\
        "timestamp":1795348800.5,"batch_id":"%d"}"""
        .formatted(number % 3, number, batch);
  }
}
