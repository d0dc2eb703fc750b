package io.triggerscope.model;

import java.time.Instant;

/** A labelled moment on the timeline: a migration, a test or a clean-up that was run. Immutable. */
public record Marker(Instant at, String label) implements FeedEvent {}
