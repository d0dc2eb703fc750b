package io.triggerscope.feed;

/** The text is not JSON. It has no stack trace: it is data, and there may be many. */
final class NotJson extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and where, in words. */
  final String reason;

  NotJson(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }
}
