package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.RowChanges;
import io.triggerscope.testing.ScriptedSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

  private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
  private volatile FeedSnapshot newest = FeedSnapshot.EMPTY;
  private final Feed feed = start(1_000);

  private Feed start(long capacity) {
    var started =
        new Feed(
            new Scripted(),
            Batching.DEFAULT,
            new CascadePlanner(CascadeRules.shipped()),
            capacity,
            InstantSource.fixed(NOON),
            snapshot -> newest = snapshot);
    started.start();
    return started;
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void everyPayloadIsCountedAndKeptOnceAsWhatItIs() {
    var payloads = new ArrayList<String>();
    for (int i = 0; i < 130; i++) {
      payloads.add(payload("calls", "u", "a", "1", i));
    }
    payloads.add(70, "broken");
    readings.add(ScriptedSource.received(payloads, NOON));
    await().until(() -> newest.counters().received() == payloads.size());
    feed.close();

    assertThat(newest.counters())
        .isEqualTo(new FeedCounters(131, 130, 1, 3, 130, 390, 9, 130, 0, 0, Duration.ZERO));
    assertThat(events()).hasSize(4).filteredOn(e -> e instanceof Malformed).hasSize(1);
    assertThat(events())
        .filteredOn(e -> e instanceof Batch)
        .flatExtracting(e -> ((Batch) e).notifications())
        .extracting(n -> ((Notification) n).payload())
        .containsExactlyElementsOf(payloads.stream().filter(p -> !p.equals("broken")).toList());
  }

  @Test
  void aBlindWindowIsAnEventAndIsCounted() {
    var to = NOON.plusSeconds(12);
    readings.add(ScriptedSource.received(List.of(payload("calls", "u", "a", "1", 0)), NOON));
    readings.add(new Reading.Counted(new RowChanges(Map.of("calls", 10L, "users", 7L))));
    readings.add(ScriptedSource.received(List.of(payload("calls", "u", "a", "2", 0)), NOON));
    readings.add(
        new Reading.Resumed(
            NOON, to, "killed", new RowChanges(Map.of("agents", 2L, "calls", 14L, "users", 7L))));
    var window = new BlindWindow(NOON, to, "killed", Map.of("agents", 2L, "calls", 3L));
    await().until(() -> newest.counters().blindWindows() == 1);
    assertThat(events()).last().isEqualTo(window);
    assertThat(newest.blindWindows()).containsExactly(window);
    assertThat(newest.counters().blindTime()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void aMarkerTakesItsPlace() {
    var marker = new Marker(NOON, "migration 021");
    readings.add(new Reading.Marked(marker));
    await().until(() -> newest.markers().equals(List.of(marker)));
    assertThat(events()).containsExactly(marker);
  }

  @Test
  void itEndsWhenTheSourceHasEnded() {
    readings.add(ScriptedSource.received(List.of(payload("calls", "u", "a", "1", 0)), NOON));
    readings.add(new Reading.Ended());
    await().until(() -> newest.counters().batches() == 1);
  }

  private List<FeedEvent> events() {
    return Samples.events(newest.events());
  }

  /** A source that says what the test put into {@code readings}. */
  private final class Scripted implements NotificationSource {

    @Override
    public Reading read(Duration timeout) throws InterruptedException {
      var reading = readings.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return reading == null ? new Reading.Quiet() : reading;
    }

    @Override
    public ListenState state() {
      return new ListenState.Listening(NOON);
    }

    @Override
    public void close() {}
  }
}
