package io.triggerscope.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.demo.DemoStep.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPlanTest {

  private static final Pattern CHANGE =
      Pattern.compile("^(INSERT|UPDATE|DELETE)(?: INTO| FROM)? (\\w+)");

  @Test
  void theSameSeedMeansTheSameStatementsAndIds() {
    assertThat(steps(7, Duration.ofMinutes(2))).isEqualTo(steps(7, Duration.ofMinutes(2)));
    assertThat(steps(7, Duration.ofSeconds(5))).isNotEqualTo(steps(8, Duration.ofSeconds(5)));
  }

  @Test
  void fortyUsersWithAgentsComeFirstAndAtOnce() {
    var seed = steps(7, Duration.ofSeconds(1)).subList(0, 41);
    assertThat(seed.subList(0, 40))
        .allSatisfy(
            step -> {
              assertThat(step.kind()).isEqualTo(Kind.SEED);
              assertThat(step.pause()).isZero();
              assertThat(step.statements()).hasSizeBetween(3, 6);
            });
    assertThat(seed.getLast().kind()).isNotEqualTo(Kind.SEED);
  }

  @Test
  void everyOperationHappensOnEveryTable() {
    var changes = new TreeSet<String>();
    for (var step : steps(7, Duration.ofMinutes(3))) {
      for (var statement : step.statements()) {
        var matcher = CHANGE.matcher(statement.sql());
        if (matcher.find()) {
          changes.add(matcher.group(2) + " " + matcher.group(1));
        }
      }
    }
    // agent_analytics are updated by their upserts and deleted with their agent
    assertThat(changes)
        .containsExactly(
            "agent_analytics INSERT",
            "agent_analytics UPDATE",
            "agents DELETE",
            "agents INSERT",
            "agents UPDATE",
            "calls DELETE",
            "calls INSERT",
            "calls UPDATE",
            "credit_transactions DELETE",
            "credit_transactions INSERT",
            "credit_transactions UPDATE",
            "lead_analytics DELETE",
            "lead_analytics INSERT",
            "lead_analytics UPDATE",
            "users INSERT",
            "users UPDATE");
  }

  @Test
  void aRunOfTwentySecondsShowsABulkJobAFaultAndSomethingMalformed() {
    var kinds = new ArrayList<Kind>();
    steps(DemoWorkload.SEED, Duration.ofSeconds(6)).forEach(step -> kinds.add(step.kind()));
    assertThat(kinds).contains(Kind.BULK, Kind.FAULT, Kind.MALFORMED, Kind.TRAFFIC);
  }

  @Test
  void theRateStaysBelievableAndVaries() {
    var perSecond = new ArrayList<Long>();
    var from = Duration.ZERO;
    long count = 0;
    for (var step : steps(7, Duration.ofMinutes(2))) {
      from = from.plus(step.pause());
      count++;
      if (from.toSeconds() > 0) {
        perSecond.add(count);
        from = from.minusSeconds(1);
        count = 0;
      }
    }
    assertThat(perSecond.subList(1, perSecond.size()))
        .allSatisfy(rate -> assertThat(rate).isBetween(0L, 130L))
        .anySatisfy(rate -> assertThat(rate).isLessThan(15))
        .anySatisfy(rate -> assertThat(rate).isGreaterThan(55));
  }

  @Test
  void oneUserIsMuchBusierThanTheOthers() {
    var steps = steps(7, Duration.ofMinutes(5));
    var users =
        steps.stream()
            .filter(step -> step.kind() == Kind.SEED)
            .map(step -> (UUID) step.statements().getFirst().parameters().getFirst())
            .toList();
    Map<UUID, Long> calls =
        steps.stream()
            .filter(step -> step.kind() == Kind.TRAFFIC)
            .flatMap(step -> step.statements().stream())
            .filter(statement -> statement.sql().startsWith("INSERT INTO calls"))
            .collect(groupingBy(call -> (UUID) call.parameters().get(1), counting()));
    long all = calls.values().stream().mapToLong(Long::longValue).sum();
    long first = calls.getOrDefault(users.getFirst(), 0L);
    long second = calls.getOrDefault(users.get(1), 0L);
    assertThat((double) first / all).isBetween(0.3, 0.5);
    assertThat(first).isGreaterThan(2 * second);
    assertThat(calls.keySet()).isSubsetOf(users).hasSizeGreaterThan(30);
  }

  @Test
  void everyIdIsNew() {
    List<UUID> ids =
        steps(7, Duration.ofMinutes(2)).stream()
            .flatMap(step -> step.statements().stream())
            .filter(statement -> statement.sql().startsWith("INSERT"))
            .flatMap(
                statement ->
                    statement.parameters().getFirst() instanceof UUID id
                        ? Stream.of(id)
                        : Stream.empty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(1_000);
    assertThat(Set.copyOf(ids.stream().map(UUID::version).toList())).containsExactly(4);
  }

  private static List<DemoStep> steps(long seed, Duration runFor) {
    var plan = new DemoPlan(seed);
    var steps = new ArrayList<DemoStep>();
    for (var at = Duration.ZERO; at.compareTo(runFor) < 0; at = at.plus(steps.getLast().pause())) {
      steps.add(plan.next());
    }
    return steps;
  }
}
