package io.triggerscope.feed;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.Notification;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out the cascade of a batch from the rules. Immutable. */
public final class CascadePlanner {

  private final CascadeRules rules;

  public CascadePlanner(CascadeRules rules) {
    this.rules = rules;
  }

  CascadeRules rules() {
    return rules;
  }

  public Cascade plan(List<Notification> notifications) {
    return plan(Changes.of(notifications));
  }

  /** A change without a user invalidates nothing. */
  Cascade plan(Changes changes) {
    return changes.size() == 1 ? planOne(changes) : planAll(changes);
  }

  private Cascade planOne(Changes changes) {
    var user = changes.userId(0);
    var agent = changes.agentId(0);
    var rule = rules.rule(changes.table(0), changes.operation(0));
    int count = rule.count(agent);
    if (user == null || count == 0) {
      return Cascade.NONE;
    }
    if (count == rule.domains().size()) {
      return new Cascade(Map.of(user, rule.domains()), count, count);
    }
    var domains = LinkedHashSet.<CacheDomain>newLinkedHashSet(count);
    rule.addTo(domains, agent);
    return new Cascade(Map.of(user, domains), count, count);
  }

  private Cascade planAll(Changes changes) {
    Map<String, Set<CacheDomain>> byUser = new LinkedHashMap<>();
    int naive = 0;
    int batched = 0;
    Change last = null;
    for (int i = 0; i < changes.size(); i++) {
      var user = changes.userId(i);
      var table = changes.table(i);
      var operation = changes.operation(i);
      var agent = changes.agentId(i);
      if (user == null) {
        continue;
      }
      // a transaction often does the same to many rows: that adds nothing to what is united
      if (last == null || !last.equals(user, table, operation, agent)) {
        var rule = rules.rule(table, operation);
        int count = rule.count(agent);
        if (count > 0) {
          var domains = byUser.computeIfAbsent(user, _ -> new LinkedHashSet<>());
          int before = domains.size();
          rule.addTo(domains, agent);
          batched += domains.size() - before;
        }
        last = new Change(user, table, operation, agent, count);
      }
      naive += last.count;
    }
    return new Cascade(byUser, naive, batched);
  }

  /**
   * @param count of the domains it invalidates
   */
  private record Change(
      String user, String table, String operation, @Nullable String agent, int count) {

    boolean equals(
        String otherUser, String otherTable, String otherOperation, @Nullable String otherAgent) {
      return user.equals(otherUser)
          && table.equals(otherTable)
          && operation.equals(otherOperation)
          && Objects.equals(agent, otherAgent);
    }
  }
}
