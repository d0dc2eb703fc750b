package io.triggerscope.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.WhatIf.Setting;
import io.triggerscope.model.BatchingCost;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatIfTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> TABLES =
      List.of("users", "agents", "calls", "lead_analytics", "credit_transactions", "invoices");

  @Test
  void nothingCostsNothing() {
    assertThat(WhatIf.of(EventView.EMPTY, Instant.EPOCH).replay(Setting.TODAY))
        .isEqualTo(BatchingCost.NONE);
  }

  @Test
  void aBatchClosesAtItsWindowAtItsSizeOrWhenItsTransactionEnds() {
    var view =
        assembled(
            List.of(
                change("calls", "ann", null, "1", 0),
                change("calls", "ann", null, "1", 30),
                change("calls", "ann", null, "2", 40),
                change("calls", "ann", null, "2", 150)));
    var replay = WhatIf.of(view, Instant.EPOCH);
    // 0 and 30 until 40; 40 alone until 140; 150 alone until 250
    assertThat(replay.replay(Setting.TODAY)).isEqualTo(cost(6, 3, 40, 100));
    // all until 150, when the window of 150 ms is over: the last is alone
    assertThat(replay.replay(setting(150, 50, true))).isEqualTo(cost(4, 2, 120, 150));
    // two and two
    assertThat(replay.replay(setting(2_000, 2, true))).isEqualTo(cost(4, 2, 0, 110));
  }

  @Test
  void aReplayCostsWhatANaiveOneDoes() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var notifications = notifications(random);
      var view = assembled(notifications);
      var setting = setting(random.nextInt(1, 300), random.nextInt(1, 60), random.nextBoolean());
      var replay = WhatIf.of(view, Instant.EPOCH);
      var expected = naive(notifications, setting);
      assertThat(replay.replay(setting)).as("seed %d", seed).isEqualTo(expected);
      assertThat(replay.saved(setting)).isEqualTo(expected.ops().saved());
    }
  }

  @Test
  void todaysSettingCostsWhatTodaysBatchesDid() {
    for (int seed = 0; seed < 100; seed++) {
      var view = assembled(notifications(new Random(seed)));
      var from = NOON.plusMillis(seed);
      var summary = CascadeSummary.of(view, view.rules(), from);
      assertThat(WhatIf.of(view, from).replay(Setting.TODAY).ops())
          .as("seed %d", seed)
          .isEqualTo(summary.total());
    }
  }

  /** As the feed would have batched them. */
  private static EventView assembled(List<Notification> notifications) {
    var ring = Samples.ring(1_000_000);
    var assembler =
        new BatchAssembler(Batching.DEFAULT, (batch, by, at) -> ring.add(batch, at, by));
    notifications.forEach(assembler::accept);
    assembler.close(ClosedBy.SHUTDOWN, NOON.plusSeconds(3_600));
    return ring.view();
  }

  /** With lists of objects, and the planner. */
  private static BatchingCost naive(List<Notification> notifications, Setting setting) {
    var planner = new CascadePlanner(CascadeRules.shipped());
    var delays = new ArrayList<Duration>();
    var ops = CacheOps.ZERO;
    int batches = 0;
    var left = new ArrayList<>(notifications);
    while (!left.isEmpty()) {
      var first = left.getFirst();
      var due = first.receivedAt().plus(setting.batching().window());
      var batch = new ArrayList<Notification>();
      Instant closed = null;
      while (closed == null) {
        if (left.isEmpty() || !left.getFirst().receivedAt().isBefore(due)) {
          closed = due;
        } else if (!setting.acrossTransactions()
            && !left.getFirst().batchId().equals(first.batchId())) {
          closed = left.getFirst().receivedAt();
        } else {
          batch.add(left.removeFirst());
          closed = batch.size() == setting.batching().size() ? batch.getLast().receivedAt() : null;
        }
      }
      for (var notification : batch) {
        delays.add(Duration.between(notification.receivedAt(), closed));
      }
      var cascade = planner.plan(batch);
      ops = ops.plus(new CacheOps(batch.size(), cascade.naiveOps(), cascade.batchedOps()));
      batches++;
    }
    delays.sort(null);
    return new BatchingCost(
        ops,
        batches,
        delays.get((delays.size() + 1) / 2 - 1),
        delays.get((delays.size() * 99 + 99) / 100 - 1));
  }

  private static List<Notification> notifications(Random random) {
    var notifications = new ArrayList<Notification>();
    int transaction = 0;
    long millis = 0;
    for (int i = random.nextInt(1, 600); i > 0; i--) {
      transaction += random.nextInt(6) == 0 ? 1 : 0;
      millis += random.nextInt(5) == 0 ? random.nextInt(120) : random.nextInt(3);
      notifications.add(
          change(
              TABLES.get(random.nextInt(TABLES.size())),
              random.nextInt(6) == 0 ? null : "u" + random.nextInt(4),
              random.nextInt(3) == 0 ? null : "a" + random.nextInt(5),
              "" + transaction,
              millis));
    }
    return notifications;
  }

  private static Setting setting(long millis, int size, boolean across) {
    return new Setting(new Batching(Duration.ofMillis(millis), size), across);
  }

  private static BatchingCost cost(long batched, long batches, long p50, long p99) {
    return new BatchingCost(
        new CacheOps(4, 8, batched), batches, Duration.ofMillis(p50), Duration.ofMillis(p99));
  }

  private static Notification change(
      String table, @Nullable String user, @Nullable String agent, String batchId, long millis) {
    var at = NOON.plusMillis(millis);
    return new Notification(
        table, "UPDATE", user, "r", agent, NOON, batchId, at, Utf8Text.of("{}"));
  }
}
