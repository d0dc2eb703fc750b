package io.triggerscope.model;

/**
 * How many notifications came and how many cache operations they cost. Immutable.
 *
 * @param notifications with or without a user
 * @param naive cache operations if each notification were handled alone
 * @param batched cache operations when each batch is handled as one
 */
public record CacheOps(long notifications, long naive, long batched) {

  public static final CacheOps ZERO = new CacheOps(0, 0, 0);

  public CacheOps plus(CacheOps other) {
    return new CacheOps(
        notifications + other.notifications, naive + other.naive, batched + other.batched);
  }

  /** The share of naive cache operations that batching saves, 0 to 1; 0 when there are none. */
  public double saved() {
    return Cascade.saved(naive, batched);
  }

  /** Naive cache operations per notification; 0 when there are none. */
  public double amplification() {
    return notifications == 0 ? 0 : (double) naive / notifications;
  }
}
