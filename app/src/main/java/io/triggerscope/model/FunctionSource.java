package io.triggerscope.model;

/**
 * The body of a function in the database. Immutable.
 *
 * @param signature {@code notify_cache_invalidation()}
 * @param source its lines are those that a PL/pgSQL stack counts, from 1
 */
public record FunctionSource(String signature, String source) {}
