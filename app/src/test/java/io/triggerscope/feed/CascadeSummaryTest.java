package io.triggerscope.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserCascade.AgentCount;
import io.triggerscope.model.UserCascade.Cause;
import io.triggerscope.model.UserOps;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CascadeSummaryTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CascadeRules RULES = CascadeRules.shipped();

  private final EventRing ring = Samples.ring(1_000_000);

  @Test
  void nothingCostsNothing() {
    assertThat(CascadeSummary.of(ring.view(), RULES, Instant.MIN))
        .isEqualTo(new CascadeSummary(CacheOps.ZERO, List.of()));
  }

  @Test
  void aBatchCostsEachUserItsDomainsOnce() {
    batch(
        NOON,
        change("calls", "INSERT", "ann", "a1"),
        change("calls", "INSERT", "ann", "a1"),
        change("calls", "UPDATE", "ann", "a2"),
        change("credit_transactions", "INSERT", "bob", null),
        change("users", "UPDATE", null, null));

    assertThat(CascadeSummary.of(ring.view(), RULES, NOON))
        .isEqualTo(
            new CascadeSummary(
                new CacheOps(5, 11, 6),
                List.of(
                    new UserOps(
                        "ann",
                        new CacheOps(3, 9, 4),
                        Map.of("dashboard", 1L, "calls", 1L, "specific agents", 2L)),
                    new UserOps(
                        "bob", new CacheOps(1, 2, 2), Map.of("dashboard", 1L, "credits", 1L)))));
  }

  @Test
  void seriesComeInTheOrderOfTheChart() {
    batch(NOON, change("credit_transactions", "INSERT", "ann", null));
    batch(NOON, change("agents", "INSERT", "ann", "a1"));
    batch(NOON, change("calls", "INSERT", "ann", "a1"));

    var users = CascadeSummary.of(ring.view(), RULES, NOON).users();
    assertThat(users.getFirst().series().keySet())
        .containsExactly("dashboard", "agents", "calls", "credits", "specific agents");
  }

  @Test
  void whatWasClosedBeforeTheRangeIsLeftOut() {
    batch(NOON.minusMillis(1), change("users", "UPDATE", "ann", null));
    ring.add(new Malformed(NOON, Utf8Text.of("?"), "not JSON"));
    batch(NOON, change("users", "UPDATE", "bob", null));

    assertThat(CascadeSummary.of(ring.view(), RULES, NOON))
        .isEqualTo(
            new CascadeSummary(
                new CacheOps(1, 1, 1),
                List.of(new UserOps("bob", new CacheOps(1, 1, 1), Map.of("dashboard", 1L)))));
  }

  @Test
  void aUserWhoseChangesInvalidateNothingIsListedLast() {
    batch(NOON, change("invoices", "INSERT", "ann", null), change("users", "UPDATE", "bob", null));

    assertThat(CascadeSummary.of(ring.view(), RULES, NOON).users())
        .containsExactly(
            new UserOps("bob", new CacheOps(1, 1, 1), Map.of("dashboard", 1L)),
            new UserOps("ann", new CacheOps(1, 0, 0), Map.of()));
  }

  @Test
  void oneUsersCascadeTellsWhenWhyAndForWhichAgents() {
    batch(NOON.plusMillis(500), change("calls", "INSERT", "ann", null));
    batch(
        NOON.plusMillis(2100),
        change("calls", "INSERT", "ann", "a1"),
        change("calls", "INSERT", "bob", "a9"),
        change("agents", "UPDATE", "ann", "a1"),
        change("lead_analytics", "UPDATE", "ann", "a2"));

    assertThat(user("ann", NOON.plusMillis(300), NOON.plusMillis(3999)))
        .isEqualTo(
            new UserCascade(
                "ann",
                NOON,
                Duration.ofSeconds(1),
                List.of(
                    Map.of("dashboard", 1L, "calls", 1L),
                    Map.of(),
                    Map.of("dashboard", 1L, "agents", 1L, "calls", 1L, "specific agents", 2L),
                    Map.of()),
                List.of(
                    new Cause(
                        "calls", "INSERT", 2, Set.of("dashboard", "calls", "specific agents")),
                    new Cause(
                        "agents", "UPDATE", 1, Set.of("dashboard", "agents", "specific agents")),
                    new Cause(
                        "lead_analytics",
                        "UPDATE",
                        1,
                        Set.of("dashboard", "calls", "specific agents"))),
                List.of(new AgentCount("a1", 2), new AgentCount("a2", 1))));
  }

  @Test
  void whatWasClosedAfterTheEndCountsInTheLastBucket() {
    batch(NOON.plusSeconds(9), change("users", "UPDATE", "ann", null));

    assertThat(user("ann", NOON, NOON.plusSeconds(1)).history())
        .containsExactly(Map.of(), Map.of("dashboard", 1L));
  }

  @Test
  void figuresEqualTheSumOverTheBatches() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var events = Samples.ring(random.nextInt(1, 3_000));
      fill(events, random, 2_000, 8);
      var from = NOON.plusMillis(random.nextInt(2_000));

      var view = events.view();
      var expected = CacheOps.ZERO;
      for (long number = view.firstAtOrAfter(from); number < view.end(); number++) {
        if (view.get(number) instanceof Batch batch) {
          var cascade = batch.cascade();
          expected =
              expected.plus(new CacheOps(batch.size(), cascade.naiveOps(), cascade.batchedOps()));
        }
      }
      var summary = CascadeSummary.of(view, RULES, from);
      assertThat(summary.total()).as("seed %d", seed).isEqualTo(expected);
      var users = summary.users().stream().map(UserOps::ops).reduce(CacheOps.ZERO, CacheOps::plus);
      assertThat(users.naive()).isEqualTo(expected.naive());
      assertThat(users.batched()).isEqualTo(expected.batched());
      for (var user : summary.users()) {
        var cascade =
            UserCascades.of(
                view, RULES, user.userId(), from, NOON.plusSeconds(2), Duration.ofMillis(70));
        assertThat(sum(user.series())).isEqualTo(user.ops().batched());
        assertThat(cascade.history().stream().mapToLong(CascadeSummaryTest::sum).sum())
            .isEqualTo(user.ops().batched());
        assertThat(cascade.causes().stream().mapToLong(Cause::count).sum())
            .isEqualTo(user.ops().notifications());
      }
    }
  }

  private UserCascade user(String userId, Instant from, Instant to) {
    return UserCascades.of(ring.view(), RULES, userId, from, to, Duration.ofSeconds(1));
  }

  private void batch(Instant closedAt, Notification... notifications) {
    add(ring, closedAt, List.of(notifications));
  }

  private static void add(EventRing ring, Instant closedAt, List<Notification> notifications) {
    ring.add(notifications, closedAt, ClosedBy.WINDOW);
  }

  /** Batches of 1 to 50 notifications, one closed each millisecond. */
  private static void fill(EventRing ring, Random random, int notifications, int users) {
    var tables =
        List.of("users", "agents", "calls", "lead_analytics", "credit_transactions", "invoices");
    var open = new ArrayList<Notification>();
    int size = random.nextInt(1, 51);
    long millis = 0;
    for (int i = 0; i < notifications; i++) {
      int user = random.nextInt(users + 1);
      open.add(
          change(
              tables.get(random.nextInt(tables.size())),
              random.nextBoolean() ? "UPDATE" : "INSERT",
              user == 0 ? null : "70eae0e3-f9a4-4c0e-9d34-00000000" + user,
              random.nextInt(3) == 0 ? null : "agent" + random.nextInt(20)));
      if (open.size() == size || i == notifications - 1) {
        add(ring, NOON.plusMillis(millis++), List.copyOf(open));
        open.clear();
        size = random.nextInt(1, 51);
      }
    }
  }

  private static Notification change(
      String table, String operation, @Nullable String userId, @Nullable String agentId) {
    return new Notification(
        table, operation, userId, "r", agentId, NOON, "1", NOON, Utf8Text.of("{}"));
  }

  private static long sum(Map<String, Long> series) {
    return series.values().stream().mapToLong(Long::longValue).sum();
  }
}
