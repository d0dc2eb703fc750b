package io.triggerscope.viewmodel;

import java.time.Duration;

/** What became of one TEST notification on our own LISTEN connection. Immutable. */
public sealed interface Delivery {

  /** The table it was sent for. */
  String table();

  /** It may still come. */
  record Waiting(String table) implements Delivery {}

  /**
   * It came.
   *
   * @param after the time from the test's commit to its receipt; negative when it was read before
   *     the commit had returned to us
   */
  record Arrived(String table, Duration after) implements Delivery {}

  /** It did not come in time. */
  record Missing(String table) implements Delivery {}
}
