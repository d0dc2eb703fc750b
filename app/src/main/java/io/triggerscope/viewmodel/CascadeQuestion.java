package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.CascadeSummary;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.UserCascades;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserOps;
import io.triggerscope.viewmodel.CascadesViewModel.Found;
import io.triggerscope.viewmodel.CascadesViewModel.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the Cascades screen asks of the events, which any thread can answer. Immutable.
 *
 * @param chosen null: the first user of the answer
 * @param places the users who keep their places, in these; empty: all are put in order
 */
record CascadeQuestion(
    EventView events, TimeRange range, Users users, @Nullable String chosen, List<String> places) {

  /**
   * Which users are wanted. Immutable.
   *
   * @param filter a part of the id, letter case ignored; empty for all
   */
  record Users(String filter, UserOrder order, int limit) {

    List<UserOps> matching(List<UserOps> all) {
      var wanted = filter.toLowerCase(Locale.ROOT);
      return wanted.isEmpty()
          ? all
          : all.stream()
              .filter(user -> user.userId().toLowerCase(Locale.ROOT).contains(wanted))
              .toList();
    }

    List<UserOps> inOrder(List<UserOps> matching) {
      return matching.stream().sorted(order.greatestFirst()).limit(limit).toList();
    }

    Users all() {
      return new Users(filter, order, Integer.MAX_VALUE);
    }
  }

  /** The figures alone, by other rules. */
  CacheOps figuresBy(CascadeRules others) {
    var summary = CascadeSummary.of(events, others, range.from());
    return figures(summary, users.matching(summary.users()));
  }

  /** All who match, in order, however many are shown. */
  List<UserOps> allUsers() {
    var everyone = users.all();
    return everyone.inOrder(
        everyone.matching(CascadeSummary.of(events, events.rules(), range.from()).users()));
  }

  Shown answer() {
    var summary = CascadeSummary.of(events, events.rules(), range.from());
    var matching = users.matching(summary.users());
    var series = new TreeSet<>(CacheDomain.SERIES_ORDER);
    matching.forEach(user -> series.addAll(user.series().keySet()));
    var ordered = users.inOrder(matching);
    var top = places.isEmpty() ? ordered : inPlaces(matching, ordered);
    var user = chosen == null && !top.isEmpty() ? top.getFirst().userId() : chosen;
    return new Shown(
        found(summary, matching),
        users.filter,
        range,
        users.order,
        figures(summary, matching),
        series,
        matching.size(),
        top,
        top.equals(ordered),
        user == null ? null : cascade(user));
  }

  private CacheOps figures(CascadeSummary summary, List<UserOps> matching) {
    return users.filter.isEmpty()
        ? summary.total()
        : matching.stream().map(UserOps::ops).reduce(CacheOps.ZERO, CacheOps::plus);
  }

  /** Those who have a place keep it; the rooms that are left go to others, in order. */
  private List<UserOps> inPlaces(List<UserOps> matching, List<UserOps> ordered) {
    var byId = matching.stream().collect(Collectors.toMap(UserOps::userId, Function.identity()));
    var kept = LinkedHashMap.<String, UserOps>newLinkedHashMap(ordered.size());
    for (var id : places) {
      var user = byId.get(id);
      if (user != null) {
        kept.put(id, user);
      }
    }
    for (var user : ordered) {
      if (kept.size() < ordered.size()) {
        kept.putIfAbsent(user.userId(), user);
      }
    }
    return List.copyOf(kept.values());
  }

  private Found found(CascadeSummary summary, List<UserOps> matching) {
    if (!matching.isEmpty()) {
      return Found.USERS;
    }
    if (!summary.users().isEmpty()) {
      return Found.NONE_MATCHING;
    }
    return events.isEmpty() ? Found.NOTHING_YET : Found.NONE_IN_RANGE;
  }

  private UserCascade cascade(String user) {
    return UserCascades.of(
        events, events.rules(), user, range.from(), range.to(), BucketWidth.of(range.span()));
  }
}
