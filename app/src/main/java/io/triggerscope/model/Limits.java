package io.triggerscope.model;

import java.time.Duration;

/**
 * How long a script may wait and work, and how often it is tried. Immutable.
 *
 * @param lockTimeout how long one statement waits for a lock
 * @param statementTimeout how long one statement may take in all
 * @param tries how often it is run before it counts as blocked; at least 1
 */
public record Limits(Duration lockTimeout, Duration statementTimeout, int tries) {

  /** Short enough that those who queue behind it hardly notice. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), Duration.ofMinutes(5), 5);
}
