package io.triggerscope.feed;

import java.time.Duration;

/**
 * When a batch is closed. Immutable.
 *
 * @param window the longest time after its first notification
 * @param size the greatest number of notifications
 */
public record Batching(Duration window, int size) {

  public static final Batching DEFAULT = new Batching(Duration.ofMillis(100), 50);

  public Batching {
    if (!window.isPositive() || size < 1) {
      throw new IllegalArgumentException("window and size must be positive");
    }
  }
}
