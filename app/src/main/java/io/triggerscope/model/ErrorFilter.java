package io.triggerscope.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code trigger_error_log} are wanted; all conditions hold together. Immutable.
 *
 * @param from inclusive; null: from the oldest row on
 * @param to exclusive; null: up to now
 * @param tables empty: any
 * @param operations empty: any
 * @param text what message or context must contain, letter case ignored; empty: anything
 */
public record ErrorFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    Set<String> tables,
    Set<String> operations,
    String text) {

  public static final ErrorFilter ALL = new ErrorFilter(null, null, Set.of(), Set.of(), "");
}
