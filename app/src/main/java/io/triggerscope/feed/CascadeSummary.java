package io.triggerscope.feed;

import io.triggerscope.model.CacheOps;
import io.triggerscope.model.UserOps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the batches of a time range cost the caches, in all and for each user. Immutable.
 *
 * @param total all notifications, those without a user as well
 * @param users everyone named in a notification, most batched cache operations first
 */
public record CascadeSummary(CacheOps total, List<UserOps> users) {

  private static final Comparator<UserOps> BY_CACHE_OPS =
      Comparator.comparingLong((UserOps user) -> user.ops().batched())
          .reversed()
          .thenComparing(UserOps::userId);

  /** Adds up the batches that were closed at or after {@code from}. */
  public static CascadeSummary of(EventView events, CascadeRules rules, Instant from) {
    var tally = new Tally(rules);
    var batches = events.from(events.firstAtOrAfter(from));
    while (batches.nextBatch()) {
      tally.add(batches);
    }
    return tally.summary();
  }

  /** The sums so far; confined to one call of {@link #of}. */
  private static final class Tally {

    private final CascadePlanner planner;
    private final Map<String, UserTally> users = new HashMap<>();
    private long notifications;
    private long naive;
    private long batched;

    Tally(CascadeRules rules) {
      this.planner = new CascadePlanner(rules);
    }

    void add(EventCursor batch) {
      var cascade = planner.plan(batch);
      notifications += batch.size();
      naive += cascade.naiveOps();
      batched += cascade.batchedOps();
      UserTally user = null;
      for (int i = 0; i < batch.size(); i++) {
        user = tallyOf(batch.userId(i), user);
        if (user != null) {
          user.notifications++;
          user.naive +=
              planner.rules().rule(batch.table(i), batch.operation(i)).count(batch.agentId(i));
        }
      }
      cascade.domains().forEach((userId, domains) -> tallyOf(userId).invalidated.add(domains));
    }

    /** A transaction often names one user many times: {@code last} spares the look-up. */
    private @Nullable UserTally tallyOf(@Nullable String userId, @Nullable UserTally last) {
      if (userId == null) {
        return null;
      }
      return last != null && last.userId.equals(userId) ? last : tallyOf(userId);
    }

    private UserTally tallyOf(String userId) {
      return users.computeIfAbsent(userId, UserTally::new);
    }

    CascadeSummary summary() {
      var sorted = new ArrayList<UserOps>(users.size());
      users.values().forEach(user -> sorted.add(user.ops()));
      sorted.sort(BY_CACHE_OPS);
      return new CascadeSummary(new CacheOps(notifications, naive, batched), List.copyOf(sorted));
    }
  }

  private static final class UserTally {

    final String userId;
    long notifications;
    long naive;
    final SeriesCounts invalidated = new SeriesCounts();

    UserTally(String userId) {
      this.userId = userId;
    }

    UserOps ops() {
      return new UserOps(
          userId, new CacheOps(notifications, naive, invalidated.total()), invalidated.toMap());
    }
  }
}
