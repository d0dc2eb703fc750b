package io.triggerscope.feed;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cache operations of batches without making a cascade of each: what {@link
 * CascadePlanner} would plan, several times as fast. Confined to the feed thread.
 */
final class CascadeCounter {

  /** Beyond these the search through what came before would take longer than to plan. */
  static final int MOST_NOTIFICATIONS = 64;

  private final CascadePlanner planner;
  private final Map<String, TableRule> rules = new HashMap<>();
  private final List<CacheDomain> domains = new ArrayList<>();

  /** The users of the batch, and the domains of each as bits of their places in {@code domains}. */
  private final String[] users = new String[MOST_NOTIFICATIONS];

  private final long[] invalidated = new long[MOST_NOTIFICATIONS];
  private int userCount;

  /** The specific agents of the batch, and the place of the user of each. */
  private final String[] agents = new String[MOST_NOTIFICATIONS];

  private final int[] agentUsers = new int[MOST_NOTIFICATIONS];
  private int agentCount;

  private long naiveOps;
  private long batchedOps;

  private record TableRule(
      long domains, int count, boolean specificAgent, Map<String, TableRule> byOperation) {
    static final TableRule NONE = new TableRule(0, 0, false, Map.of());

    /** Few tables have rules by operation: the others are spared the look-up. */
    TableRule of(String operation) {
      return byOperation.isEmpty() ? this : byOperation.getOrDefault(operation, this);
    }
  }

  CascadeCounter(CascadePlanner planner) {
    this.planner = planner;
    planner
        .rules()
        .byTable()
        .forEach(
            (table, known) -> {
              var byOperation = new HashMap<String, TableRule>();
              known
                  .byOperation()
                  .forEach((name, rule) -> byOperation.put(name, ruleOf(rule, Map.of())));
              rules.put(table, ruleOf(known.any(), byOperation));
            });
  }

  private TableRule ruleOf(CascadeRules.Rule rule, Map<String, TableRule> byOperation) {
    long bits = 0;
    for (var domain : rule.domains()) {
      if (!domains.contains(domain)) {
        domains.add(domain);
      }
      bits |= 1L << domains.indexOf(domain);
    }
    return new TableRule(bits, rule.domains().size(), rule.specificAgent(), byOperation);
  }

  long naiveOps() {
    return naiveOps;
  }

  long batchedOps() {
    return batchedOps;
  }

  void add(List<Notification> batch) {
    if (batch.size() > MOST_NOTIFICATIONS || domains.size() > Long.SIZE) {
      var cascade = planner.plan(batch);
      naiveOps += cascade.naiveOps();
      batchedOps += cascade.batchedOps();
    } else {
      count(batch);
    }
  }

  private void count(List<Notification> batch) {
    userCount = 0;
    agentCount = 0;
    for (var notification : batch) {
      var user = notification.userId();
      if (user != null) {
        var rule = rules.getOrDefault(notification.table(), TableRule.NONE);
        count(placeOf(user), rule.of(notification.operation()), notification.agentId());
      }
    }
    for (int i = 0; i < userCount; i++) {
      batchedOps += Long.bitCount(invalidated[i]);
    }
    batchedOps += agentCount;
  }

  private void count(int user, TableRule rule, @Nullable String agent) {
    invalidated[user] |= rule.domains;
    naiveOps += rule.count;
    if (rule.specificAgent && agent != null) {
      naiveOps++;
      addAgent(user, agent);
    }
  }

  private int placeOf(String user) {
    for (int i = userCount - 1; i >= 0; i--) {
      if (users[i].equals(user)) {
        return i;
      }
    }
    users[userCount] = user;
    invalidated[userCount] = 0;
    return userCount++;
  }

  private void addAgent(int user, String agent) {
    for (int i = agentCount - 1; i >= 0; i--) {
      if (agentUsers[i] == user && agents[i].equals(agent)) {
        return;
      }
    }
    agents[agentCount] = agent;
    agentUsers[agentCount++] = user;
  }
}
