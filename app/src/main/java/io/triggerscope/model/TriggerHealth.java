package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code get_cache_trigger_health()} says of one event on one table. Immutable.
 *
 * @param enabled {@code pg_trigger.tgenabled}: O, A, R or D; null when there is no trigger
 * @param current whether trigger and function are as the migration made them
 */
public record TriggerHealth(
    String tableName,
    String event,
    String triggerName,
    boolean present,
    @Nullable String enabled,
    boolean current,
    long errorsLastHour,
    long errorsLastDay,
    @Nullable Instant lastErrorAt,
    @Nullable String lastError) {}
