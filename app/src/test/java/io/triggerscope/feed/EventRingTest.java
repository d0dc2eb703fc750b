package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.events;
import static io.triggerscope.feed.Samples.notification;
import static io.triggerscope.feed.Samples.ring;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventRingTest {

  @Test
  void theNewestEventsAreHeldAndTheOthersCounted() {
    var random = new Random(7);
    var ring = ring(500);
    var all = new ArrayList<FeedEvent>();
    long notifications = 0;
    for (int i = 0; i < 10_000; i++) {
      var event =
          i % 10 == 0
              ? new Malformed(NOON, Utf8Text.of("x"), "y")
              : batch(1 + random.nextInt(20), NOON.plusMillis(i));
      notifications += event instanceof Batch batch ? batch.size() : 0;
      all.add(event);
      add(ring, event);
      assertThat(ring.notifications() + ring.evicted()).isEqualTo(notifications);
      assertThat(ring.notifications()).isLessThanOrEqualTo(500);
    }
    var view = ring.view();
    assertThat(view.end()).isEqualTo(10_000);
    assertThat(events(view)).isEqualTo(all.subList((int) view.first(), 10_000));
  }

  @Test
  void aViewDoesNotChangeWhenTheRingDoes() {
    var ring = ring(100);
    for (int i = 0; i < 60; i++) {
      add(ring, batch(1, NOON.plusMillis(i)));
    }
    var view = ring.view();
    var before = events(view);
    for (int i = 0; i < 5_000; i++) {
      add(ring, batch(1, NOON.plusMillis(100 + i)));
    }
    assertThat(events(view)).isEqualTo(before);
  }

  @Test
  void aBatchLargerThanTheRingIsStillHeld() {
    var ring = ring(10);
    add(ring, batch(3, NOON));
    add(ring, batch(50, NOON));
    assertThat(ring.notifications()).isEqualTo(50);
    assertThat(ring.evicted()).isEqualTo(3);
  }

  @Test
  void eventsAreFoundByTime() {
    var ring = ring(3_000);
    for (int i = 0; i < 5_000; i++) {
      add(ring, batch(1, NOON.plusMillis(i)));
    }
    var view = ring.view();
    assertThat(view.firstAtOrAfter(NOON)).isEqualTo(2_000);
    assertThat(view.firstAtOrAfter(NOON.plusMillis(4_321))).isEqualTo(4_321);
    assertThat(view.firstAtOrAfter(NOON.plusMillis(5_000))).isEqualTo(5_000);
  }

  @Test
  void everyEventIsReadAsItWasWritten() {
    var random = new Random(11);
    var ring = ring(1_000_000);
    var all = new ArrayList<FeedEvent>();
    for (int i = 0; i < 6_000; i++) {
      all.add(event(random, i));
      add(ring, all.getLast());
    }
    var view = ring.view();
    assertThat(events(view)).isEqualTo(all);
    var cursor = view.from(0);
    for (var event : all) {
      assertThat(cursor.next()).isTrue();
      if (event instanceof Batch batch) {
        assertThat(cursor.batchId()).isEqualTo(batch.batchId());
        assertThat(cursor.size()).isEqualTo(batch.size());
        for (int i = 0; i < batch.size(); i++) {
          var notification = batch.notifications().get(i);
          assertThat(cursor.table(i)).isEqualTo(notification.table());
          assertThat(cursor.operation(i)).isEqualTo(notification.operation());
          assertThat(cursor.userId(i)).isEqualTo(notification.userId());
          assertThat(cursor.agentId(i)).isEqualTo(notification.agentId());
        }
      }
      assertThat(cursor.isMalformed()).isEqualTo(event instanceof Malformed);
    }
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void batchesOfOneTransactionGoOn() {
    var ring = ring(100);
    for (var batchId : List.of("7", "7", "8", "007", "x", "x")) {
      ring.add(List.of(notification(batchId, 0, NOON)), NOON, ClosedBy.SIZE);
      ring.add(new Marker(NOON, "m"));
    }
    var goesOn = new ArrayList<Boolean>();
    var cursor = ring.view().from(0);
    while (cursor.nextBatch()) {
      goesOn.add(cursor.goesOn());
    }
    assertThat(goesOn).containsExactly(false, true, false, false, false, true);
  }

  @Test
  void anEventIsEvictedBeforeItsPayloadIs() {
    var payloads = new PayloadStore(8 * PayloadStore.BLOCK, EventRingTest::file);
    var ring = new EventRing(1_000_000, payloads, new CascadePlanner(CascadeRules.NONE));
    for (int i = 0; i < 20_000; i++) {
      ring.add(
          new Malformed(
              NOON, Utf8Text.of("payload %d %s".formatted(i, "x".repeat(i % 500))), "no"));
    }
    var view = ring.view();
    assertThat(view.first()).isGreaterThan(10_000);
    for (long number = view.first(); number < view.end(); number++) {
      assertThat(((Malformed) requireNonNull(view.get(number))).payload())
          .startsWith("payload " + number + " ");
    }
  }

  @Test
  void anEventWithoutAPayloadDoesNotHoldUpThoseBehindIt() {
    var payloads = new PayloadStore(8 * PayloadStore.BLOCK, EventRingTest::file);
    var ring = new EventRing(1_000_000, payloads, new CascadePlanner(CascadeRules.NONE));
    ring.add(new Marker(NOON, "first"));
    for (int i = 0; i < 20_000; i++) {
      ring.add(
          new Malformed(
              NOON, Utf8Text.of("payload %d %s".formatted(i, "x".repeat(i % 500))), "no"));
      if (i % 100 == 0) {
        ring.add(new BlindWindow(NOON, NOON, "killed", null));
      }
    }
    for (var event : events(ring.view())) {
      assertThat(event instanceof Malformed malformed && malformed.payload() == null).isFalse();
    }
  }

  @Test
  void aViewThatIsKeptForLongLosesItsPayloadsAndNothingElse() {
    var payloads = new PayloadStore(4 * PayloadStore.BLOCK, EventRingTest::file);
    var ring = new EventRing(1_000_000, payloads, new CascadePlanner(CascadeRules.NONE));
    add(ring, batch(1, NOON));
    var view = ring.view();
    for (int i = 0; i < 200; i++) {
      ring.add(new Malformed(NOON, Utf8Text.of("x".repeat(8_000)), "no"));
    }
    var kept = ((Batch) requireNonNull(view.get(0))).notifications().getFirst();
    assertThat(kept.payload()).isNull();
    assertThat(kept.userId()).isEqualTo("user-0");
  }

  private static RandomAccessFile file() throws IOException {
    var path = Files.createTempFile("ring", ".payloads");
    path.toFile().deleteOnExit();
    return new RandomAccessFile(path.toFile(), "rw");
  }

  private static FeedEvent event(Random random, int i) {
    var at = NOON.plusNanos(random.nextLong(10_000_000_000L));
    return switch (random.nextInt(20)) {
      case 0 -> new Malformed(at, Utf8Text.of("broken é " + i), "not JSON");
      case 1 -> new BlindWindow(NOON, at, "killed", i % 2 == 0 ? null : Map.of("calls", 3L));
      case 2 -> new Marker(at, "m" + i);
      default -> {
        var batchId = id(random);
        var notifications = new ArrayList<Notification>();
        for (int n = random.nextInt(i == 3_000 ? 9_000 : 4); n >= 0; n--) {
          notifications.add(
              new Notification(
                  "t" + random.nextInt(7),
                  "o" + random.nextInt(3),
                  idOrNull(random),
                  idOrNull(random),
                  idOrNull(random),
                  TIMES.get(random.nextInt(TIMES.size())),
                  batchId,
                  at,
                  Utf8Text.of("{\"é\": \"€😀\", \"n\": %d}".formatted(n))));
        }
        yield Samples.batch(notifications, at, ClosedBy.WINDOW, Cascade.NONE);
      }
    };
  }

  private static final List<Instant> TIMES =
      List.of(
          NOON,
          Instant.MIN,
          Instant.MAX,
          Instant.EPOCH.minusNanos(1),
          Instant.parse("1677-01-01T00:00:00Z"),
          Instant.parse("2262-04-12T00:00:00.123456789Z"));

  private static @Nullable String idOrNull(Random random) {
    return random.nextInt(5) == 0 ? null : id(random);
  }

  private static String id(Random random) {
    var uuid = new UUID(random.nextInt(3), random.nextLong());
    return switch (random.nextInt(12)) {
      case 0 -> uuid.toString().toUpperCase(Locale.ROOT);
      case 1 -> uuid.toString().replace("-", "");
      case 2 -> Long.toString(random.nextLong());
      case 3 -> Integer.toString(random.nextInt(5));
      case 4 -> "00" + random.nextInt(5);
      case 5 -> "";
      case 6 -> "id " + random.nextInt(4);
      case 7 -> "123456789012345678";
      case 8 -> "1234567890123456789";
      case 9 -> "70eae0e3-f9a4-4c0e-9d34-00000000é12";
      default -> uuid.toString();
    };
  }

  private static void add(EventRing ring, FeedEvent event) {
    switch (event) {
      case Batch batch -> ring.add(batch.notifications(), batch.closedAt(), batch.closedBy());
      case Malformed _, BlindWindow _, Marker _ -> ring.add(event);
    }
  }

  private static Batch batch(int size, Instant at) {
    return Samples.batch(Collections.nCopies(size, notification("1", 0, at)), at, ClosedBy.SIZE);
  }
}
