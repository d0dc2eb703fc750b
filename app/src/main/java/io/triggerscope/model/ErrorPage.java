package io.triggerscope.model;

import java.util.List;

/**
 * One page of {@code trigger_error_log}. Immutable.
 *
 * @param rows newest first, wherever the page lies
 * @param more whether others follow in the direction in which it was read
 */
public record ErrorPage(List<TriggerError> rows, boolean more) {}
