package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.CascadeRule;
import io.triggerscope.model.Transaction;
import io.triggerscope.testing.ScriptedSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

/** Other rules apply to what the timeline shows of transactions that came before. */
class TimelineRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void transactionsCostWhatTheRulesInForceSay() {
    var snapshot = new ReadOnlyObjectWrapper<>(received());
    var timeline =
        new TimelineViewModel(
            "test",
            snapshot.getReadOnlyProperty(),
            FXCollections.observableArrayList(),
            new Threads(Thread.ofVirtual().factory(), Runnable::run),
            () -> NOON);
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::naiveOps)
        .containsExactly(2L, 1L);

    var changes = new AtomicInteger();
    timeline
        .table()
        .transactions()
        .addListener((ListChangeListener<Transaction>) _ -> changes.incrementAndGet());
    var rules =
        new CascadeRules(
            List.of(new CascadeRule("calls", null, List.of("a", "b", "c", "d"), false)));
    snapshot.set(snapshot.get().with(rules));
    timeline.tick();
    await().until(() -> timeline.table().transactions().getFirst().naiveOps() == 4);
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::naiveOps)
        .containsExactly(4L, 0L);
    assertThat(changes).hasValue(1);
  }

  private static FeedSnapshot received() {
    var last = new AtomicReference<>(FeedSnapshot.EMPTY);
    var source = new ScriptedSource(List.of(change("users", 1), change("calls", 2)), NOON);
    try (var feed = new Feed(source, CascadeRules.shipped(), last::set)) {
      feed.start();
      await().until(() -> requireNonNull(last.get()).counters().notificationsInBatches() == 2);
    }
    return requireNonNull(last.get());
  }

  private static String change(String table, int batchId) {
    return """
    {"table":"%s","operation":"UPDATE","user_id":"ann","record_id":"r","agent_id":null,\
    "timestamp":1763812800,"batch_id":"%d"}"""
        .formatted(table, batchId);
  }
}
