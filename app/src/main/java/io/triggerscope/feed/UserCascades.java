package io.triggerscope.feed;

import static java.util.Collections.unmodifiableSortedSet;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserCascade.AgentCount;
import io.triggerscope.model.UserCascade.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Works out one user's cascade from the events of a ring. Confined to one call of {@link #of}. */
public final class UserCascades {

  private static final Comparator<Cause> MOST_FREQUENT =
      Comparator.comparingLong(Cause::count)
          .reversed()
          .thenComparing(Cause::table)
          .thenComparing(Cause::operation);
  private static final Comparator<AgentCount> BUSIEST =
      Comparator.comparingLong(AgentCount::notifications)
          .reversed()
          .thenComparing(AgentCount::agentId);

  private record Change(String table, String operation) {}

  private static final class CauseTally {
    long count;
    boolean namesAgent;
    final SortedSet<String> series = new TreeSet<>(CacheDomain.SERIES_ORDER);
  }

  private final CascadePlanner planner;
  private final String userId;
  private final Map<Change, CauseTally> causes = new HashMap<>();
  private final Map<String, Long> agents = new HashMap<>();
  private final List<SeriesCounts> history = new ArrayList<>();

  private UserCascades(CascadeRules rules, String userId, int buckets) {
    this.planner = new CascadePlanner(rules);
    this.userId = userId;
    for (int i = 0; i < buckets; i++) {
      history.add(new SeriesCounts());
    }
  }

  /**
   * The cascade of {@code userId} in the batches closed at or after {@code from}. Buckets are
   * contiguous from the multiple of {@code width} at or before {@code from}, so that they keep
   * their limits while the range moves, to the one that holds {@code to}; what was closed after
   * {@code to} counts in the last.
   */
  public static UserCascade of(
      EventView events,
      CascadeRules rules,
      String userId,
      Instant from,
      Instant to,
      Duration width) {
    long first = Math.floorDiv(from.toEpochMilli(), width.toMillis());
    long last = Math.floorDiv(to.toEpochMilli(), width.toMillis());
    var cascade = new UserCascades(rules, userId, (int) Math.max(1, last - first + 1));
    var batches = events.from(events.firstAtOrAfter(from));
    while (batches.nextBatch()) {
      long bucket = Math.floorDiv(batches.closedAtNanos(), width.toNanos()) - first;
      cascade.add(batches, bucket);
    }
    return cascade.result(Instant.ofEpochMilli(first * width.toMillis()), width);
  }

  private void add(EventCursor batch, long bucket) {
    boolean concerned = false;
    for (int i = 0; i < batch.size(); i++) {
      if (userId.equals(batch.userId(i))) {
        concerned = true;
        add(batch.table(i), batch.operation(i), batch.agentId(i));
      }
    }
    if (concerned) {
      var domains = planner.plan(batch).domains().getOrDefault(userId, Set.of());
      history.get((int) Math.min(bucket, history.size() - 1)).add(domains);
    }
  }

  private void add(String table, String operation, @Nullable String agentId) {
    if (agentId != null) {
      agents.merge(agentId, 1L, Long::sum);
    }
    var change = new Change(table, operation);
    var cause = causes.computeIfAbsent(change, _ -> new CauseTally());
    // What a change invalidates depends on its kind and on whether it names an agent.
    if (cause.count == 0 || (agentId != null && !cause.namesAgent)) {
      var domains = new LinkedHashSet<CacheDomain>();
      planner.rules().rule(table, operation).addTo(domains, agentId);
      domains.forEach(domain -> cause.series.add(domain.series()));
      cause.namesAgent |= agentId != null;
    }
    cause.count++;
  }

  private UserCascade result(Instant from, Duration width) {
    var causeList = new ArrayList<Cause>(causes.size());
    causes.forEach(
        (change, tally) ->
            causeList.add(
                new Cause(
                    change.table,
                    change.operation,
                    tally.count,
                    unmodifiableSortedSet(tally.series))));
    causeList.sort(MOST_FREQUENT);
    var agentList = new ArrayList<AgentCount>(agents.size());
    agents.forEach((agentId, count) -> agentList.add(new AgentCount(agentId, count)));
    agentList.sort(BUSIEST);
    return new UserCascade(
        userId,
        from,
        width,
        history.stream().map(SeriesCounts::toMap).toList(),
        List.copyOf(causeList),
        List.copyOf(agentList));
  }
}
