package io.triggerscope.model;

import java.util.Map;

/**
 * What one user's notifications cost the caches in a time range. Immutable.
 *
 * @param series the batched cache operations by {@link CacheDomain#series()}, in {@link
 *     CacheDomain#SERIES_ORDER}; they add up to {@code ops.batched()}
 */
public record UserOps(String userId, CacheOps ops, Map<String, Long> series) {}
