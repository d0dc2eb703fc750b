package io.triggerscope.model;

/**
 * A lock on a table that something takes. Immutable.
 *
 * @param relation with its schema, if that is not the connection's
 */
public record RelationLock(String relation, LockMode mode) {}
