package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserCascade.AgentCount;
import io.triggerscope.model.UserCascade.Cause;
import io.triggerscope.model.UserOps;
import io.triggerscope.testing.ScriptedSource;
import io.triggerscope.viewmodel.CascadesViewModel.Found;
import io.triggerscope.viewmodel.CascadesViewModel.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CascadesViewModelTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CascadeRules RULES = CascadeRules.shipped();

  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final ReadOnlyObjectWrapper<FeedSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(FeedSnapshot.EMPTY);
  private final Threads threads = new Threads(Thread.ofVirtual().factory(), fx::add);
  private final Rules rules = new Rules(RULES, Outcome.Done::new, threads, now::get);
  private final CascadesViewModel cascades =
      new CascadesViewModel(snapshot.getReadOnlyProperty(), "app", rules, threads, now::get);

  @Test
  void anEmptyFeedSaysSo() throws InterruptedException {
    assertThat(cascades.shownProperty().get()).isEqualTo(Shown.NOTHING);
    cascades.refresh();
    assertThat(fx).isEmpty();
  }

  @Test
  void theFirstUserIsChosenAndTheirCascadeShown() throws InterruptedException {
    received(
        change("calls", "INSERT", "ann", "a1", 1),
        change("calls", "INSERT", "ann", "a1", 1),
        change("users", "UPDATE", "bob", null, 2));
    cascades.refresh();
    deliver();

    assertThat(cascades.chosenUserProperty().get()).isEqualTo("ann");
    var shown = cascades.shownProperty().get();
    assertThat(shown)
        .isEqualTo(
            new Shown(
                Found.USERS,
                "",
                TimeRange.endingAt(NOON, Duration.ofMinutes(15)),
                UserOrder.CACHE_OPS,
                new CacheOps(3, 7, 4),
                Set.of("dashboard", "calls", "specific agents"),
                2,
                List.of(
                    new UserOps(
                        "ann",
                        new CacheOps(2, 6, 3),
                        Map.of("dashboard", 1L, "calls", 1L, "specific agents", 1L)),
                    new UserOps("bob", new CacheOps(1, 1, 1), Map.of("dashboard", 1L))),
                true,
                new UserCascade(
                    "ann",
                    NOON.minus(Duration.ofMinutes(15)),
                    Duration.ofSeconds(15),
                    Stream.concat(
                            Stream.generate(Map::<String, Long>of).limit(60),
                            Stream.of(Map.of("dashboard", 1L, "calls", 1L, "specific agents", 1L)))
                        .toList(),
                    List.of(
                        new Cause(
                            "calls", "INSERT", 2, Set.of("dashboard", "calls", "specific agents"))),
                    List.of(new AgentCount("a1", 2)))));
  }

  @Test
  void aFilterNarrowsFiguresAndUsersButKeepsTheChosenOne() throws InterruptedException {
    received(change("calls", "INSERT", "ann", null, 1), change("users", "UPDATE", "bob", null, 2));
    cascades.refresh();
    deliver();
    cascades.filterProperty().set(" BO");
    deliver();

    var shown = cascades.shownProperty().get();
    assertThat(shown.figures()).isEqualTo(new CacheOps(1, 1, 1));
    assertThat(shown.series()).containsExactly("dashboard");
    assertThat(shown.top()).extracting(UserOps::userId).containsExactly("bob");
    assertThat(requireNonNull(shown.chosen()).userId()).isEqualTo("ann");

    cascades.filterProperty().set("nobody");
    deliver();
    assertThat(cascades.shownProperty().get().found()).isEqualTo(Found.NONE_MATCHING);
  }

  @Test
  void usersCanBeOrderedByCacheOpsNotificationsOrAmplification() throws InterruptedException {
    received(
        change("users", "UPDATE", "ann", null, 1),
        change("users", "UPDATE", "ann", null, 1),
        change("users", "UPDATE", "ann", null, 1),
        change("calls", "INSERT", "bob", "a", 1),
        change("calls", "INSERT", "bob", "a", 2),
        change("calls", "INSERT", "cid", "a", 1),
        change("agents", "INSERT", "cid", "a", 1),
        change("calls", "INSERT", "cid", "b", 1));
    cascades.refresh();
    deliver();
    assertThat(users()).containsExactly("bob", "cid", "ann");

    cascades.orderProperty().set(UserOrder.NOTIFICATIONS);
    deliver();
    assertThat(users()).containsExactly("ann", "cid", "bob");

    cascades.orderProperty().set(UserOrder.AMPLIFICATION);
    deliver();
    assertThat(users()).containsExactly("bob", "cid", "ann");
    assertThat(cascades.shownProperty().get().order()).isEqualTo(UserOrder.AMPLIFICATION);
  }

  @Test
  void usersKeepTheirPlacesWhileTheirFiguresChangeAndAreOrderedWhenTheStreamRests()
      throws InterruptedException {
    received(change("calls", "INSERT", "ann", null, 1), change("users", "UPDATE", "bob", null, 2));
    cascades.refresh();
    deliver();
    assertThat(users()).containsExactly("ann", "bob");

    received(
        change("calls", "INSERT", "bob", null, 1),
        change("calls", "INSERT", "bob", null, 2),
        change("users", "UPDATE", "ann", null, 3),
        change("calls", "INSERT", "cid", null, 4));
    now.set(NOON.plusMillis(250));
    cascades.refresh();
    deliver();
    assertThat(users()).containsExactly("ann", "bob", "cid");
    assertThat(cascades.shownProperty().get().top())
        .extracting(user -> user.ops().batched())
        .containsExactly(1L, 4L, 2L);
    assertThat(cascades.shownProperty().get().inOrder()).isFalse();

    // nothing more comes: within the second nothing happens, then they are put in order
    now.set(NOON.plusMillis(999));
    cascades.refresh();
    assertThat(fx).isEmpty();
    now.set(NOON.plusMillis(1_000));
    cascades.refresh();
    deliver();
    assertThat(users()).containsExactly("bob", "cid", "ann");
    assertThat(cascades.shownProperty().get().inOrder()).isTrue();
  }

  @Test
  void aNewcomerWaitsForTheNextOrderingWhenThereIsNoRoom() throws InterruptedException {
    var many =
        Stream.iterate(0, i -> i < 10, i -> i + 1)
            .map(i -> change("users", "UPDATE", "user" + i, null, i))
            .toArray(String[]::new);
    cascades.limitProperty().set(10);
    deliver();
    received(many);
    now.set(NOON.plusSeconds(1));
    cascades.refresh();
    deliver();
    var before = users();

    received(
        Stream.concat(Stream.of(change("calls", "INSERT", "zoe", "a", 77)), Stream.of(many))
            .toArray(String[]::new));
    now.set(NOON.plusMillis(1_250));
    cascades.refresh();
    deliver();
    assertThat(users()).isEqualTo(before);

    now.set(NOON.plusSeconds(2));
    cascades.refresh();
    deliver();
    assertThat(users()).hasSize(10).startsWith("zoe", "user0");
  }

  @Test
  void theFiguresOfAllUsersAreExportedAndAFormulaInAnIdIsMadeText(@TempDir Path folder)
      throws Exception {
    received(
        change("calls", "INSERT", "ann,\\\"x\\\"", "a1", 1),
        change("calls", "INSERT", "ann,\\\"x\\\"", "a1", 1),
        change("users", "UPDATE", "=1+1", null, 2));
    var file = folder.resolve("users.csv");
    cascades.exportFigures(file);
    deliver();

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            user,notifications,naive,batched,saved,amplification,dashboard,calls,specific agents\r
            "ann,""x""\",2,6,3,0.5000,3.0000,1,1,1\r
            '=1+1,1,1,1,0.0000,1.0000,1,0,0\r
            """);
    assertThat(cascades.export().noticeProperty().get())
        .isEqualTo(new Notice(Notice.Tone.GOOD, "Exported to " + file + ".", NOON));

    var nowhere = folder.resolve("none").resolve("users.csv");
    cascades.exportFigures(nowhere);
    deliver();
    assertThat(cascades.export().noticeProperty().get())
        .isEqualTo(
            new Notice(
                Notice.Tone.FAILED,
                nowhere + " cannot be written: its folder does not exist.",
                NOON));
  }

  private List<String> users() {
    return cascades.shownProperty().get().top().stream().map(UserOps::userId).toList();
  }

  @Test
  void noMoreUsersAreShownThanAskedFor() throws InterruptedException {
    received(
        Stream.iterate(0, i -> i < 12, i -> i + 1)
            .map(i -> change("users", "UPDATE", "user" + i, null, i))
            .toArray(String[]::new));
    cascades.limitProperty().set(10);
    deliver();

    assertThat(cascades.shownProperty().get().matching()).isEqualTo(12);
    assertThat(cascades.shownProperty().get().top()).hasSize(10);

    cascades.limitProperty().set(CascadesViewModel.ALL);
    deliver();
    assertThat(cascades.shownProperty().get().top()).hasSize(12);
  }

  @Test
  void theRangeMovesAtMostOnceASecond() throws InterruptedException {
    cascades.rangeProperty().set(CascadeRange.MINUTE);
    deliver();
    received(change("users", "UPDATE", "ann", null, 1));
    cascades.refresh();
    assertThat(fx).isEmpty();

    now.set(NOON.plusSeconds(1));
    cascades.refresh();
    deliver();
    assertThat(cascades.shownProperty().get().found()).isEqualTo(Found.USERS);

    now.set(NOON.plusSeconds(90));
    cascades.refresh();
    deliver();
    assertThat(cascades.shownProperty().get().found()).isEqualTo(Found.NONE_IN_RANGE);
  }

  @Test
  void allThatIsRetainedIsNotSummedUpTwice() throws InterruptedException {
    received(change("users", "UPDATE", "ann", null, 1));
    cascades.rangeProperty().set(CascadeRange.RETAINED);
    deliver();
    now.set(NOON.plusSeconds(3600));
    var before = cascades.shownProperty().get();
    cascades.refresh();
    cascades.filterProperty().set("ann");
    deliver();

    assertThat(fx).isEmpty();
    assertThat(before.figures()).isEqualTo(new CacheOps(1, 1, 1));
  }

  /** Lets a feed read the payloads, as if at noon, and hands its last snapshot over. */
  private void received(String... payloads) throws InterruptedException {
    var snapshots = new LinkedBlockingQueue<FeedSnapshot>();
    var feed =
        new Feed(
            new ScriptedSource(List.of(payloads), NOON),
            Batching.DEFAULT,
            new CascadePlanner(RULES),
            Feed.DEFAULT_CAPACITY,
            () -> NOON,
            snapshots::add);
    feed.start();
    FeedSnapshot last;
    do {
      last = requireNonNull(snapshots.poll(10, TimeUnit.SECONDS));
    } while (last.counters().notificationsInBatches() < payloads.length);
    feed.close();
    snapshot.set(last);
  }

  private void deliver() throws InterruptedException {
    var delivery = fx.poll(10, TimeUnit.SECONDS);
    assertThat(delivery).isNotNull();
    delivery.run();
  }

  private static String change(
      String table, String operation, String userId, @Nullable String agentId, int batchId) {
    return """
        {"table":"%s","operation":"%s","user_id":"%s","record_id":"r","agent_id":%s,\
        "timestamp":1763812800,"batch_id":"%d"}"""
        .formatted(table, operation, userId, agentId == null ? null : '"' + agentId + '"', batchId);
  }
}
