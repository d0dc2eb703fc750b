package io.triggerscope.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.CascadeRule;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CascadeRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CascadeRule CALLS =
      new CascadeRule("calls", null, List.of("dashboard", "calls"), true);
  private static final CascadeRule CALLS_DELETE =
      new CascadeRule("calls", "DELETE", List.of("dashboard"), false);

  @TempDir private Path folder;

  @Test
  void anEntryForEachTableIsReadAsARuleForAnyOperation() throws IOException {
    assertThat(
            read("{\"calls\":[\"dashboard\",\"agent:<agent_id>\",\"calls\"],\"my table\":[]}")
                .list())
        .containsExactly(CALLS, new CascadeRule("my table", null, List.of(), false));
  }

  @Test
  void aRuleForOneOperationTakesThePlaceOfTheRuleForAny() throws IOException {
    var rules =
        read(
            """
            {"calls DELETE": ["dashboard"], "calls": ["calls"], "orders INSERT": ["basket"]}""");
    assertThat(domains(rules, "calls", "DELETE")).containsExactly("dashboard");
    assertThat(domains(rules, "calls", "UPDATE")).containsExactly("calls");
    assertThat(domains(rules, "orders", "INSERT")).containsExactly("basket");
    assertThat(domains(rules, "orders", "UPDATE")).isEmpty();
    assertThat(domains(rules, "calls DELETE", "DELETE")).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    var rules = new CascadeRules(List.of(CALLS_DELETE, CALLS));
    assertThat(read(rules.json())).isEqualTo(rules);
    assertThat(read(CascadeRules.shipped().json())).isEqualTo(CascadeRules.shipped());
  }

  @Test
  void batchesArePlannedAndCountedByTheOperationToo() {
    var planner = new CascadePlanner(new CascadeRules(List.of(CALLS, CALLS_DELETE)));
    var counter = new CascadeCounter(planner);
    var random = new Random(5);
    long naive = 0;
    long batched = 0;
    for (int round = 0; round < 1_000; round++) {
      var batch = new ArrayList<Notification>();
      for (int i = random.nextInt(2 * CascadeCounter.MOST_NOTIFICATIONS); i >= 0; i--) {
        batch.add(
            change(
                List.of("INSERT", "DELETE").get(random.nextInt(2)),
                "u" + random.nextInt(3),
                random.nextBoolean() ? null : "a" + random.nextInt(3)));
      }
      counter.add(batch);
      naive +=
          batch.stream()
              .mapToInt(n -> n.operation().equals("DELETE") ? 1 : n.agentId() == null ? 2 : 3)
              .sum();
      batched += planner.plan(batch).domains().values().stream().mapToInt(Set::size).sum();
      assertThat(List.of(counter.naiveOps(), counter.batchedOps()))
          .isEqualTo(List.of(naive, batched));
    }
  }

  @Test
  void anOperationWithARuleOfItsOwnHasACauseOfItsOwn() {
    var ring = Samples.ring(100);
    ring.add(
        List.of(change("DELETE", "ann", "a"), change("INSERT", "ann", null)),
        NOON,
        ClosedBy.WINDOW);
    var rules = new CascadeRules(List.of(CALLS, CALLS_DELETE));
    var view = ring.view().with(rules);
    var causes =
        UserCascades.of(view, view.rules(), "ann", NOON, NOON, Duration.ofSeconds(1)).causes();
    assertThat(causes)
        .extracting(cause -> cause.operation() + " " + cause.series())
        .containsExactly("DELETE [dashboard]", "INSERT [dashboard, calls]");
    assertThat(CascadeSummary.of(view, rules, NOON).total().naive()).isEqualTo(3);
    assertThat(view.get(0))
        .isInstanceOfSatisfying(
            Batch.class, batch -> assertThat(batch.cascade().naiveOps()).isEqualTo(3));
  }

  @Test
  void whatIsWrongIsToldInASentence() {
    assertThat(RuleCheck.problem(List.of(CALLS, CALLS_DELETE))).isEmpty();
    assertThat(problem(CALLS, CALLS)).isEqualTo("There are two rules for any operation in calls.");
    assertThat(problem(CALLS_DELETE, CALLS_DELETE))
        .isEqualTo("There are two rules for calls DELETE.");
    assertThat(problem(CALLS, new CascadeRule(" ", null, List.of(), false)))
        .isEqualTo("Rule 2 names no table.");
    assertThat(problem(new CascadeRule("calls TEST", null, List.of(), false)))
        .isEqualTo("Rule 1 names the table “calls TEST”: choose the operation beside.");
    assertThat(problem(new CascadeRule("calls", null, List.of("a", ""), false)))
        .isEqualTo("The rule for calls has a domain without a name.");
    assertThat(problem(new CascadeRule("calls", "UPDATE", List.of("my calls"), false)))
        .isEqualTo(
            "The domain “my calls” of calls UPDATE holds a blank. Use a comma between domains.");
  }

  @Test
  void aListThatIsNullIsAFailureInWords() throws IOException {
    var file = Files.writeString(folder.resolve("rules.json"), "{\"calls\":null}");
    assertThat(CascadeRules.read(file))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).endsWith("“calls” holds null"));
  }

  private static String problem(CascadeRule... rules) {
    return RuleCheck.problem(List.of(rules)).orElse("");
  }

  private static List<String> domains(CascadeRules rules, String table, String operation) {
    return rules.rule(table, operation).domains().stream().map(CacheDomain::name).toList();
  }

  private static Notification change(String operation, String user, @Nullable String agent) {
    return new Notification(
        "calls", operation, user, "r", agent, NOON, "1", NOON, Utf8Text.of("{}"));
  }

  private CascadeRules read(String json) throws IOException {
    var file = Files.writeString(folder.resolve("rules.json"), json);
    return ((Outcome.Done<CascadeRules>) CascadeRules.read(file)).value();
  }
}
