package io.triggerscope.feed;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.Notification;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out the cascade of a batch from the rules. Immutable. */
public final class CascadePlanner {

  private final CascadeRules rules;

  public CascadePlanner(CascadeRules rules) {
    this.rules = rules;
  }

  /** A notification without a user invalidates nothing. */
  public Cascade plan(List<Notification> notifications) {
    Map<String, Set<CacheDomain>> byUser = new LinkedHashMap<>();
    int[] naive = {0};
    for (var notification : notifications) {
      if (notification.userId() != null) {
        var domains = byUser.computeIfAbsent(notification.userId(), _ -> new LinkedHashSet<>());
        rules.domains(
            notification,
            domain -> {
              naive[0]++;
              domains.add(domain);
            });
      }
    }
    byUser.values().removeIf(Set::isEmpty);
    return new Cascade(byUser, naive[0], byUser.values().stream().mapToInt(Set::size).sum());
  }
}
