package io.triggerscope.viewmodel;

import io.triggerscope.model.Environment;

/**
 * What stands between the user of a session and whatever writes to its database. Immutable.
 *
 * @param database its name
 */
public record WriteAccess(String database, boolean readOnly, Environment environment) {

  static WriteAccess of(LiveSession session) {
    return new WriteAccess(
        session.database(), session.settings().readOnly(), session.environment());
  }

  /** Why nothing can be written, as a sentence; empty when it can. */
  public String refusal() {
    return readOnly ? "This connection is read-only." : "";
  }

  /** What the user must type before anything is written; empty when a click is enough. */
  public String toBeTyped() {
    return isProduction() ? database : "";
  }

  public boolean isProduction() {
    return environment == Environment.PROD;
  }
}
