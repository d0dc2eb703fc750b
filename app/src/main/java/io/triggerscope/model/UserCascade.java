package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened to one user's caches in a time range, and why. Immutable.
 *
 * @param from where the first bucket begins
 * @param width of each bucket
 * @param history contiguous buckets, empty ones included: the batched cache operations by {@link
 *     CacheDomain#series()}
 * @param causes most frequent first
 * @param agents the agents named in this user's notifications, busiest first
 */
public record UserCascade(
    String userId,
    Instant from,
    Duration width,
    List<Map<String, Long>> history,
    List<Cause> causes,
    List<AgentCount> agents) {

  /**
   * One kind of change.
   *
   * @param count of notifications
   * @param series what the rules say it invalidates, in {@link CacheDomain#SERIES_ORDER}
   */
  public record Cause(String table, String operation, long count, Set<String> series) {}

  /** How many of the user's notifications name this agent. */
  public record AgentCount(String agentId, long notifications) {}
}
