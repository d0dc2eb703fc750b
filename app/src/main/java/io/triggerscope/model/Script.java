package io.triggerscope.model;

/** SQL under the name by which its users know it. Immutable. */
public record Script(String name, String sql) {}
