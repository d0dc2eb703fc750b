package io.triggerscope.testing;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.viewmodel.ConnectionLabel;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * A session for tests of view models: a thread of its own stands for the FX thread, and its clock
 * can be put forward.
 */
public final class TestSession implements AutoCloseable {

  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final PutForward clock = new PutForward();
  private final LiveSession session;

  /** The system's time, and as much more as a test wants. */
  private static final class PutForward implements InstantSource {

    private volatile Duration by = Duration.ZERO;

    @Override
    public Instant instant() {
      return InstantSource.system().instant().plus(by);
    }
  }

  public TestSession(ConnectionSettings settings) {
    var threads = new Threads(Thread.ofVirtual().factory(), fx);
    session =
        Outcomes.done(
            LiveSession.open(
                ConnectionLabel.of("test"), settings, CascadeRules.shipped(), threads, clock));
  }

  public LiveSession session() {
    return session;
  }

  public void putClockForward(Duration by) {
    clock.by = clock.by.plus(by);
  }

  /** Runs on the thread that view models are confined to, and waits for the result. */
  public <T> T on(Callable<T> callable) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return callable.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            fx)
        .join();
  }

  /** Likewise. */
  public void run(Runnable runnable) {
    CompletableFuture.runAsync(runnable, fx).join();
  }

  /** Waits for a condition that is looked at on that thread. */
  public void until(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> on(condition));
  }

  @Override
  public void close() {
    session.close();
    fx.shutdown();
  }
}
