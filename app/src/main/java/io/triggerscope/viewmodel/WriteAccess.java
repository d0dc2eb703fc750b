package io.triggerscope.viewmodel;

/** Whether a session's user may be offered what writes. Pure function. */
final class WriteAccess {

  private WriteAccess() {}

  /** Why nothing can be written, as a sentence; empty when it can. */
  static String refusal(LiveSession session) {
    return session.target().settings().readOnly() ? "This connection is read-only." : "";
  }
}
