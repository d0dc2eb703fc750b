package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventRingTest {

  @Test
  void theNewestEventsAreHeldAndTheOthersCounted() {
    var random = new Random(7);
    var ring = new EventRing(500);
    var all = new ArrayList<FeedEvent>();
    long notifications = 0;
    for (int i = 0; i < 10_000; i++) {
      var event =
          i % 10 == 0
              ? new Malformed(NOON, "x", "y")
              : batch(1 + random.nextInt(20), NOON.plusMillis(i));
      notifications += event instanceof Batch batch ? batch.size() : 0;
      all.add(event);
      ring.add(event);
      assertThat(ring.notifications() + ring.evicted()).isEqualTo(notifications);
      assertThat(ring.notifications()).isLessThanOrEqualTo(500);
    }
    var view = ring.view();
    assertThat(view.end()).isEqualTo(10_000);
    assertThat(events(view)).isEqualTo(all.subList((int) view.first(), 10_000));
  }

  @Test
  void aViewDoesNotChangeWhenTheRingDoes() {
    var ring = new EventRing(100);
    for (int i = 0; i < 60; i++) {
      ring.add(batch(1, NOON.plusMillis(i)));
    }
    var view = ring.view();
    var before = events(view);
    for (int i = 0; i < 5_000; i++) {
      ring.add(batch(1, NOON.plusMillis(100 + i)));
    }
    assertThat(events(view)).isEqualTo(before);
  }

  @Test
  void aBatchLargerThanTheRingIsStillHeld() {
    var ring = new EventRing(10);
    ring.add(batch(3, NOON));
    ring.add(batch(50, NOON));
    assertThat(ring.notifications()).isEqualTo(50);
    assertThat(ring.evicted()).isEqualTo(3);
  }

  @Test
  void eventsAreFoundByTime() {
    var ring = new EventRing(3_000);
    for (int i = 0; i < 5_000; i++) {
      ring.add(batch(1, NOON.plusMillis(i)));
    }
    var view = ring.view();
    assertThat(view.firstAtOrAfter(NOON)).isEqualTo(2_000);
    assertThat(view.firstAtOrAfter(NOON.plusMillis(4_321))).isEqualTo(4_321);
    assertThat(view.firstAtOrAfter(NOON.plusMillis(5_000))).isEqualTo(5_000);
  }

  private static List<FeedEvent> events(EventRing.View view) {
    var events = new ArrayList<FeedEvent>();
    for (long i = view.first(); i < view.end(); i++) {
      events.add(view.get(i));
    }
    return events;
  }

  private static Batch batch(int size, Instant at) {
    return Batch.of(
        Collections.nCopies(size, notification("1", 0, at)), at, ClosedBy.SIZE, Cascade.NONE);
  }
}
