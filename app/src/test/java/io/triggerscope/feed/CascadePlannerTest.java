package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CascadePlannerTest {

  private final CascadePlanner planner = new CascadePlanner(CascadeRules.shipped());

  @ParameterizedTest
  @CsvSource({
    "users,               dashboard",
    "agents,              dashboard agents agent:a",
    "calls,               dashboard calls agent:a",
    "lead_analytics,      dashboard calls agent:a",
    "agent_analytics,     dashboard agents agent:a",
    "credit_transactions, dashboard credits",
  })
  void aChangeInvalidatesWhatTheRuleOfItsTableSays(String table, String domains) {
    assertThat(planner.plan(List.of(notification(table, "u", "a", "1", NOON))).domains())
        .isEqualTo(Map.of("u", domains(domains)));
  }

  @Test
  void domainsAreUnitedPerUserAndNaiveOpsCountEachNotification() {
    var cascade =
        planner.plan(
            List.of(
                notification("calls", "u", "a", "1", NOON),
                notification("calls", "u", "b", "1", NOON),
                notification("credit_transactions", "u", null, "1", NOON),
                notification("users", "v", null, "1", NOON)));
    assertThat(cascade)
        .isEqualTo(
            new Cascade(
                Map.of(
                    "u", domains("dashboard calls agent:a agent:b credits"),
                    "v", domains("dashboard")),
                9,
                6));
  }

  @Test
  void aTableWithoutARuleAndAChangeWithoutAnAgentInvalidateNothingMore() {
    assertThat(planner.plan(List.of(notification("orders", "u", "a", "1", NOON))))
        .isEqualTo(Cascade.NONE);
    assertThat(planner.plan(List.of(notification("calls", "u", null, "1", NOON))).domains())
        .isEqualTo(Map.of("u", domains("dashboard calls")));
  }

  @Test
  void theCounterCountsWhatIsPlanned() {
    var random = new Random(3);
    var counter = new CascadeCounter(planner);
    long naive = 0;
    long batched = 0;
    for (int round = 0; round < 3_000; round++) {
      var batch = new ArrayList<Notification>();
      for (int i = random.nextInt(2 * CascadeCounter.MOST_NOTIFICATIONS); i >= 0; i--) {
        batch.add(
            notification(
                List.of("users", "agents", "calls", "credit_transactions", "orders")
                    .get(random.nextInt(5)),
                "u" + random.nextInt(4),
                random.nextInt(4) == 0 ? null : "a" + random.nextInt(5),
                "1",
                NOON));
      }
      counter.add(batch);
      naive += planner.plan(batch).naiveOps();
      batched += planner.plan(batch).domains().values().stream().mapToInt(Set::size).sum();
      assertThat(counter.naiveOps()).isEqualTo(naive);
      assertThat(counter.batchedOps()).isEqualTo(batched);
    }
  }

  @Test
  void rulesOfTheUsersReplaceTheShippedOnes(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("rules.json"), "{\"orders\":[\"basket\"]}");
    var rules = ((Outcome.Done<CascadeRules>) CascadeRules.read(file)).value();
    assertThat(
            new CascadePlanner(rules)
                .plan(
                    List.of(
                        notification("orders", "u", "a", "1", NOON),
                        notification("calls", "u", "a", "1", NOON)))
                .domains())
        .isEqualTo(Map.of("u", domains("basket")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"calls\":\"dashboard\"}", "{\"calls\":[", "{} x"})
  void anUnreadableRulesFileIsAFailureThatNamesIt(String text, @TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("rules.json"), text);
    assertThat(CascadeRules.read(file))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOf(Failure.Unexpected.class)
                    .extracting(Failure::message)
                    .asString()
                    .contains(file.toString()));
  }

  @Test
  void aMissingRulesFileIsAFailureThatNamesIt(@TempDir Path folder) {
    assertThat(CascadeRules.read(folder.resolve("none.json"))).isInstanceOf(Outcome.Failed.class);
  }

  private static Set<CacheDomain> domains(String names) {
    return Stream.of(names.split(" ")).map(CacheDomain::new).collect(Collectors.toSet());
  }
}
