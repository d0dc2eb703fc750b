package io.triggerscope.model;

/** How a clean-up ended. */
public sealed interface CleanupEnd {

  /** Rows that are deleted, and committed. */
  long deleted();

  /** Nothing more was found of what was to be deleted. */
  record Complete(long deleted) implements CleanupEnd {}

  /** It was told to stop before. */
  record Stopped(long deleted) implements CleanupEnd {}

  /**
   * Something went wrong.
   *
   * @param inDoubt rows of the last slice, of which the server did not tell whether they are
   *     deleted; mostly 0
   */
  record Broken(long deleted, long inDoubt, Failure failure) implements CleanupEnd {}
}
