package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One statement that TriggerScope ran on the watched database. Immutable.
 *
 * @param origin who asked for it
 * @param sql as sent
 * @param parameters the bound values as text, secrets masked; empty when there are none
 * @param outcome e.g. {@code 16 rows}, or the server's message
 */
public record LoggedStatement(
    Instant at,
    Origin origin,
    String sql,
    String parameters,
    Duration took,
    String outcome,
    boolean failed) {

  /** Who asked for a statement. */
  public enum Origin {
    /** A person, by a button. */
    ACTION,
    /** A screen that keeps itself up to date, or the LISTEN connection. */
    BACKGROUND
  }
}
