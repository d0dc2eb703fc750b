package io.triggerscope.model;

import java.util.Map;
import java.util.Set;

/**
 * The cache domains that one batch invalidates, per user. Immutable.
 *
 * @param domains for each user id the domains, united over the batch, in the order they came up
 * @param naiveOps cache operations if each notification were handled alone
 * @param batchedOps cache operations when the batch is handled as one: the sizes of {@code domains}
 */
public record Cascade(Map<String, Set<CacheDomain>> domains, int naiveOps, int batchedOps) {

  public static final Cascade NONE = new Cascade(Map.of(), 0, 0);

  /** The share of naive cache operations that batching saves, 0 to 1; 0 when there are none. */
  public static double saved(long naiveOps, long batchedOps) {
    return naiveOps == 0 ? 0 : 1 - (double) batchedOps / naiveOps;
  }
}
