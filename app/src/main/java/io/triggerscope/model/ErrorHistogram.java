package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows that match a filter, counted on the server. Immutable.
 *
 * @param from where the first bucket begins
 * @param width of each bucket
 * @param buckets contiguous, empty ones included: for each table the number of rows
 * @param oldest null when no row matches
 * @param newest null when no row matches
 * @param tables the tables that occur in the filter's time range whatever else it asks, with counts
 * @param operations likewise the operations
 */
public record ErrorHistogram(
    Instant from,
    Duration width,
    List<Map<String, Long>> buckets,
    long total,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    Map<String, Long> tables,
    Map<String, Long> operations) {}
