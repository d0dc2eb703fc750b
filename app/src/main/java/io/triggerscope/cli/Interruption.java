package io.triggerscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or another request to end, as an event that a command can answer in order: from its
 * creation until it is closed, the JVM waits for the command, though not for ever.
 */
final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch answered = new CountDownLatch(1);
  private final Thread hook;

  /**
   * @param request called on a thread of its own when the end is requested; returns at once
   */
  Interruption(Runnable request) {
    hook =
        new Thread(
            () -> {
              request.run();
              awaitAnswer();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitAnswer() {
    try {
      if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Not everything could be finished.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has finished: the JVM may end. */
  @Override
  public void close() {
    answered.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending, and no longer waits for us
    }
  }
}
