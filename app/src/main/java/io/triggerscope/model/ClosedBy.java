package io.triggerscope.model;

/** What closed a batch. */
public enum ClosedBy {
  /** It had reached the greatest number of notifications. */
  SIZE,
  /** The time since its first notification had reached the window. */
  WINDOW,
  /** A notification of another transaction came, or the connection was lost. */
  TRANSACTION_END,
  /** The feed was closed. */
  SHUTDOWN
}
