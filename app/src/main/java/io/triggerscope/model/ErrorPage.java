package io.triggerscope.model;

import java.util.List;

/**
 * One page of {@code trigger_error_log}, newest first. Immutable.
 *
 * @param more whether older rows follow
 */
public record ErrorPage(List<TriggerError> rows, boolean more) {}
