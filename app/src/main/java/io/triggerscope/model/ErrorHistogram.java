package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All rows that match a filter, counted over time. Immutable.
 *
 * @param from where the first bucket begins
 * @param width of each bucket
 * @param buckets contiguous, empty ones included: for each table the number of rows
 */
public record ErrorHistogram(Instant from, Duration width, List<Map<String, Long>> buckets) {}
