package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.Transaction;
import io.triggerscope.testing.ScriptedSource;
import io.triggerscope.viewmodel.LaneBlocks.Block;
import io.triggerscope.viewmodel.TimelineViewModel.Emptiness;
import io.triggerscope.viewmodel.TransactionsViewModel.Sorting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final ReadOnlyObjectWrapper<FeedSnapshot> newest =
      new ReadOnlyObjectWrapper<>(FeedSnapshot.EMPTY);
  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
  private Instant now = NOON.plusSeconds(1);
  private final TimelineViewModel timeline =
      new TimelineViewModel(
          "test",
          newest.getReadOnlyProperty(),
          FXCollections.observableArrayList(),
          new Threads(Thread.ofVirtual().factory(), fx::add),
          () -> now);
  private final List<String> sent = new ArrayList<>();

  @Test
  void transactionsAreNewestFirstAndAddUpTheirBatches() {
    send("10", "calls", 120);
    send("11", "users", 1);
    receive();
    timeline.tick();

    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11", "10");
    var bulk = timeline.table().transactions().getLast();
    assertThat(bulk.batches()).hasSize(3);
    assertThat(bulk.notifications()).isEqualTo(120);
    assertThat(bulk.tables()).containsOnlyKeys("calls").containsValue(120);
    assertThat(bulk.users()).containsOnlyKeys("user-0", "user-1", "user-2");
    assertThat(bulk.naiveOps()).isEqualTo(360);
    assertThat(bulk.batchedOps()).isEqualTo(27 + 27 + 26);
    assertThat(bulk.notification(119).recordId()).isEqualTo("119");
  }

  @Test
  void aTransactionThatGoesOnStaysOneRow() {
    send("10", "calls", 50);
    receive();
    timeline.tick();
    send("10", "calls", 50);
    send("11", "calls", 1);
    receive();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::notifications)
        .containsExactly(1, 100);
  }

  @Test
  void aTransactionGoesWhenItsLastBatchHasLeftTheRing() {
    for (int i = 0; i < 40; i++) {
      send("" + i, "calls", 100);
    }
    receive(500);
    timeline.tick();
    var changes = new ArrayList<Integer>();
    timeline
        .table()
        .transactions()
        .addListener(
            (ListChangeListener<Transaction>)
                change -> {
                  while (change.next()) {
                    changes.add(change.getAddedSize());
                    changes.add(-change.getRemoved().size());
                  }
                });
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId, Transaction::notifications)
        .containsExactly(
            tuple("39", 100),
            tuple("38", 100),
            tuple("37", 100),
            tuple("36", 100),
            tuple("35", 100));

    send("39", "calls", 50);
    send("40", "calls", 200);
    receive(500);
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId, Transaction::notifications)
        .containsExactly(tuple("40", 200), tuple("39", 150), tuple("38", 100), tuple("37", 50));
    assertThat(changes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4 - 5);
    assertThat(timeline.table().transactions())
        .allMatch(t -> timeline.table().transactions().contains(t));
    timeline.table().selectLargest();
    assertThat(timeline.table().selectedProperty().get())
        .isEqualTo(timeline.table().transactions().getFirst());
  }

  @Test
  void aFloodComesToTheTableFourTimesASecond() {
    timeline.tick();
    for (int i = 0; i < 100; i++) {
      send("" + i, "calls", 1);
    }
    receive();
    timeline.tick();
    assertThat(timeline.table().transactions()).isEmpty();
    assertThat(timeline.waitingProperty().get()).isEqualTo(100);
    now = now.plusMillis(250);
    timeline.tick();
    assertThat(timeline.table().transactions()).hasSize(100);
    assertThat(timeline.waitingProperty().get()).isZero();
  }

  @Test
  void aGreatViewIsPaintedInTheBackground() {
    for (int i = 0; i < 30_000; i++) {
      send("" + i, "calls", 1);
    }
    receive();
    timeline.tick();
    background();
    assertThat(blocks()).isEmpty();
    background();
    assertThat(blocks()).extracting(Block::notifications).containsExactly(30_000);
  }

  @Test
  void followingKeepsTheNewestAtTheRightEnd() {
    now = NOON.plusSeconds(30);
    timeline.tick();
    assertThat(timeline.viewport().visibleProperty().get())
        .isEqualTo(TimeRange.endingAt(now, Duration.ofMinutes(1)));
  }

  @Test
  void aPausedViewShowsNothingNewAndSaysHowMuchWaits() {
    send("10", "calls", 2);
    receive();
    timeline.tick();
    timeline.pausedProperty().set(true);
    var range = timeline.viewport().visibleProperty().get();
    send("11", "calls", 5);
    receive();
    now = NOON.plusSeconds(9);
    timeline.tick();

    assertThat(timeline.table().transactions()).hasSize(1);
    assertThat(timeline.viewport().visibleProperty().get()).isEqualTo(range);
    assertThat(blocks()).extracting(Block::notifications).containsExactly(2);
    assertThat(timeline.waitingProperty().get()).isEqualTo(5);

    timeline.follow();
    assertThat(timeline.table().transactions()).hasSize(2);
    assertThat(timeline.waitingProperty().get()).isZero();
  }

  @Test
  void theWholeOfACaptureIsShownAndStays() {
    send("10", "calls", 2);
    receive();
    var whole = new TimeRange(NOON, NOON.plusSeconds(7));
    timeline.showWhole(whole);
    assertThat(timeline.table().transactions()).hasSize(1);
    now = NOON.plusSeconds(90);
    timeline.tick();
    assertThat(timeline.viewport().visibleProperty().get()).isEqualTo(whole);
    assertThat(timeline.overview()).isEqualTo(whole);
  }

  @Test
  void aGreatCaptureIsListedAsWell() {
    for (int i = 0; i < 30_000; i++) {
      send("" + i, "calls", 1);
    }
    receive();
    timeline.showWhole(new TimeRange(NOON, NOON.plusSeconds(7)));
    background();
    assertThat(timeline.table().transactions()).hasSize(30_000);
  }

  @Test
  void choosingATransactionStopsFollowing() {
    send("10", "calls", 2);
    receive();
    timeline.tick();
    timeline.select(timeline.table().transactions().getFirst().firstEvent());
    assertThat(timeline.viewport().followingProperty().get()).isFalse();
    var range = timeline.viewport().visibleProperty().get();
    now = NOON.plusSeconds(9);
    timeline.tick();
    assertThat(timeline.viewport().visibleProperty().get()).isEqualTo(range);
  }

  @Test
  void zoomingWhileFollowingKeepsTheRightEnd() {
    timeline.viewport().zoom(0.5, NOON.minusSeconds(20));
    assertThat(timeline.viewport().visibleProperty().get())
        .isEqualTo(TimeRange.endingAt(now, Duration.ofSeconds(30)));
  }

  @Test
  void zoomingElseKeepsTheInstantUnderThePointer() {
    timeline.viewport().show(TimeRange.endingAt(NOON, Duration.ofSeconds(40)));
    timeline.viewport().zoom(0.5, NOON.minusSeconds(10));
    assertThat(timeline.viewport().visibleProperty().get())
        .isEqualTo(new TimeRange(NOON.minusSeconds(25), NOON.minusSeconds(5)));
  }

  @Test
  void batchesThatFallTogetherBecomeOneBlockOfTheirLane() {
    send("10", "calls", 120);
    send("11", "users", 1);
    send("12", "calls", 1);
    sent.add("broken");
    receive();
    timeline.tick();
    assertThat(blocks())
        .extracting(Block::lane, Block::notifications, Block::transactions, timeline::batchId)
        .containsExactlyInAnyOrder(
            tuple("calls", 121, 2, "10"),
            tuple("users", 1, 1, "11"),
            tuple(LaneBlocks.MALFORMED, 1, 0, "10"));
  }

  @Test
  void theDensityCountsEveryNotificationOfTheRangeOnce() {
    send("10", "calls", 120);
    send("11", "users", 3);
    receive();
    timeline.tick();
    var axis = new TimeAxis(TimeRange.endingAt(now, Duration.ofSeconds(10)), 0, 100);
    var density = timeline.picture(axis, axis, 10).density();
    assertThat(density).hasSize(10);
    assertThat(density[9]).isEqualTo(123);
    assertThat(Arrays.stream(density).sum()).isEqualTo(123);
  }

  @Test
  void anUnknownTableGetsALane() {
    send("10", "orders", 1);
    receive();
    timeline.tick();
    assertThat(timeline.tables()).hasSize(7).endsWith("orders");
  }

  /** Waits for what was begun in the background, and takes in what it found. */
  private void background() {
    try {
      requireNonNull(fx.poll(5, TimeUnit.SECONDS)).run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFilterIsForTheTableTheCanvasAndTheCounters() {
    send("10", "calls", 120);
    send("11", "users", 3);
    receive();
    timeline.tick();
    filter("table:users");
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11");
    assertThat(blocks()).extracting(Block::notifications).containsExactly(3);
    assertThat(timeline.matchesProperty().get()).isEqualTo(3);
    assertThat(timeline.held()).isEqualTo(123);

    filter("table:users user:user-1");
    var one = timeline.table().transactions().getFirst();
    assertThat(one.notifications()).isEqualTo(1);
    assertThat(one.notification(0).userId()).isEqualTo("user-1");

    filter("");
    assertThat(timeline.table().transactions())
        .extracting(Transaction::notifications)
        .containsExactly(3, 120);
  }

  @Test
  void whatComesIsFilteredAsWell() {
    filter("table:users");
    send("10", "calls", 2);
    send("11", "users", 50);
    receive();
    timeline.tick();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11");
    send("11", "users", 4);
    send("12", "calls", 1);
    receive();
    timeline.tick();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::notifications)
        .containsExactly(54);
  }

  @Test
  void theSizeOfATransactionThatGoesOnIsTheNewOne() {
    filter("size:<=50");
    send("10", "calls", 2);
    send("11", "users", 50);
    receive();
    timeline.tick();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11", "10");
    send("11", "users", 4);
    receive();
    now = now.plusSeconds(1);
    timeline.tick();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("10");
  }

  @Test
  void ofAPausedViewWhatWaitsIsWhatMatches() {
    send("10", "calls", 2);
    receive();
    timeline.tick();
    timeline.pausedProperty().set(true);
    send("11", "calls", 5);
    send("12", "users", 3);
    receive();
    filter("table:calls");
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("10");
    timeline.tick();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("10");
    assertThat(timeline.waitingProperty().get()).isEqualTo(5);
    timeline.follow();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11", "10");
  }

  @Test
  void aFilterThatIsNotUnderstoodSaysWhyAndLeavesTheLastInForce() {
    send("10", "calls", 2);
    send("11", "users", 1);
    receive();
    timeline.tick();
    filter("table:calls");
    timeline.filter().textProperty().set("table:calls size:many");
    assertThat(timeline.filter().problemProperty().get()).contains("size: wants a number");
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("10");
  }

  @Test
  void aChosenTransactionStaysChosenWhileTheFilterShowsIt() {
    send("10", "calls", 2);
    send("11", "users", 1);
    receive();
    timeline.tick();
    timeline.select(0);
    filter("user:user-0");
    var chosen = requireNonNull(timeline.table().selectedProperty().get());
    assertThat(chosen.batchId()).isEqualTo("10");
    assertThat(chosen.notifications()).isEqualTo(1);
    filter("table:users");
    assertThat(timeline.table().selectedProperty().get()).isNull();
  }

  @Test
  void theTableIsSortedInTheBackgroundUntilOneFollowsAgain() {
    send("10", "calls", 2);
    send("11", "calls", 9);
    send("12", "calls", 5);
    receive();
    timeline.tick();
    timeline.table().sort(new Sorting(TransactionColumn.NOTIFICATIONS, true));
    background();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("10", "12", "11");
    assertThat(timeline.viewport().followingProperty().get()).isFalse();
    timeline.table().selectLargest();
    assertThat(requireNonNull(timeline.table().selectedProperty().get()).batchId()).isEqualTo("11");

    send("13", "calls", 1);
    receive();
    timeline.tick();
    assertThat(timeline.table().transactions()).hasSize(3);
    timeline.follow();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("13", "12", "11", "10");
    assertThat(timeline.table().sortedProperty().get()).isNull();
  }

  @Test
  void whatIsClearedComesBackWhenItIsUndone() {
    send("10", "calls", 2);
    receive();
    timeline.tick();
    timeline.clear();
    background();
    timeline.tick();
    assertThat(timeline.table().transactions()).isEmpty();
    assertThat(timeline.emptinessProperty().get()).isEqualTo(Emptiness.CLEARED);
    send("11", "calls", 3);
    receive();
    timeline.tick();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11");
    assertThat(timeline.matchesProperty().get()).isEqualTo(3);

    timeline.undoClear();
    background();
    assertThat(timeline.table().transactions())
        .extracting(Transaction::batchId)
        .containsExactly("11", "10");
  }

  @Test
  void theTimeSinceTheLastOfATableIsKnown() {
    send("10", "calls", 2);
    receive();
    timeline.tick();
    now = NOON.plusSeconds(9);
    timeline.tick();
    assertThat(timeline.sinceLast("calls")).isEqualTo(Duration.ofSeconds(9));
    assertThat(timeline.sinceLast("users")).isNull();
  }

  private void filter(String text) {
    timeline.filter().textProperty().set(text);
    background();
    timeline.tick();
  }

  private List<Block> blocks() {
    var axis = new TimeAxis(timeline.viewport().visibleProperty().get(), 0, 1_000);
    return timeline.picture(axis, axis, 10).blocks();
  }

  private void send(String batchId, String table, int notifications) {
    for (int i = 0; i < notifications; i++) {
      sent.add(
          """
          {"table":"%s","operation":"UPDATE","user_id":"user-%d","record_id":"%d",\
          "agent_id":"agent-%d","timestamp":1795348800,"batch_id":"%s"}"""
              .formatted(table, i % 3, i, i % 7, batchId));
    }
  }

  /** Runs all that was sent so far through a feed of its own; events keep their numbers. */
  private void receive() {
    receive(Feed.DEFAULT_CAPACITY);
  }

  private void receive(long capacity) {
    try (var feed =
        new Feed(
            new ScriptedSource(List.of(ScriptedSource.received(List.copyOf(sent), NOON))),
            Batching.DEFAULT,
            new CascadePlanner(CascadeRules.shipped()),
            capacity,
            InstantSource.fixed(NOON),
            newest::set)) {
      feed.start();
      await().until(() -> newest.get().counters().received() == sent.size());
    }
  }
}
