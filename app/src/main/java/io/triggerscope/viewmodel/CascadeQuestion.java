package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.CascadeSummary;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.UserCascades;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserOps;
import io.triggerscope.viewmodel.CascadesViewModel.Found;
import io.triggerscope.viewmodel.CascadesViewModel.Order;
import io.triggerscope.viewmodel.CascadesViewModel.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the Cascades screen asks of the events, which any thread can answer. Immutable.
 *
 * @param chosen null: the first user of the answer
 */
record CascadeQuestion(
    EventView events,
    CascadeRules rules,
    Instant from,
    Instant now,
    int limit,
    Order order,
    String filter,
    @Nullable String chosen) {

  Shown answer() {
    var summary = CascadeSummary.of(events, rules, from);
    var wanted = filter.toLowerCase(Locale.ROOT);
    var matching =
        wanted.isEmpty()
            ? summary.users()
            : summary.users().stream()
                .filter(user -> user.userId().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    var figures =
        wanted.isEmpty()
            ? summary.total()
            : matching.stream().map(UserOps::ops).reduce(CacheOps.ZERO, CacheOps::plus);
    var series = new TreeSet<>(CacheDomain.SERIES_ORDER);
    matching.forEach(user -> series.addAll(user.series().keySet()));
    var top = matching.stream().sorted(order.greatestFirst).limit(limit).toList();
    var user = chosen == null && !top.isEmpty() ? top.getFirst().userId() : chosen;
    return new Shown(
        found(summary, matching),
        filter,
        figures,
        series,
        matching.size(),
        top,
        user == null ? null : cascade(user));
  }

  private Found found(CascadeSummary summary, List<UserOps> matching) {
    if (!matching.isEmpty()) {
      return Found.USERS;
    }
    if (!summary.users().isEmpty()) {
      return Found.NONE_MATCHING;
    }
    boolean empty = events.first() == events.end();
    return empty ? Found.NOTHING_YET : Found.NONE_IN_RANGE;
  }

  private UserCascade cascade(String user) {
    return UserCascades.of(
        events, rules, user, from, now, BucketWidth.of(Duration.between(from, now)));
  }
}
