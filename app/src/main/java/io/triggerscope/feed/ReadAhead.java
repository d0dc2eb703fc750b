package io.triggerscope.feed;

import io.triggerscope.feed.NotificationSource.Reading.Received;
import io.triggerscope.model.ListenState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads another source on a virtual thread of its own, ahead of who reads this one, because a
 * listener that does not read its socket holds up the NOTIFY queue of the whole server. What it
 * holds is bounded; when that is full and nobody takes anything for a while, it suspends the source
 * until there is room again.
 */
public final class ReadAhead implements NotificationSource {

  /** Bytes of payloads held: a few hundredths of a second's work, so that they die young. */
  private static final int CAPACITY = 4 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_READ = Duration.ofMillis(250);
  private static final Reading QUIET = new Reading.Quiet();

  /**
   * @param weight the bytes of its payloads
   */
  private record Held(Reading reading, long weight) {}

  private final Suspendable source;
  private final int capacity;
  private final Duration patience;
  private final Thread thread = Thread.ofVirtual().name("listen").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Held> readings = new ArrayDeque<>();
  private long held;
  private volatile @Nullable RuntimeException bug;

  public ReadAhead(Suspendable source) {
    this(source, CAPACITY, PATIENCE);
  }

  /**
   * @param capacity the number of bytes from which on no more is read
   * @param patience how long to wait then before the source is suspended
   */
  ReadAhead(Suspendable source, int capacity, Duration patience) {
    this.source = source;
    this.capacity = capacity;
    this.patience = patience;
  }

  @Override
  public Reading read(Duration timeout) throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (readings.isEmpty() && left > 0 && thread.isAlive()) {
        left = changed.awaitNanos(left);
      }
      var first = readings.poll();
      if (first == null) {
        throwBug();
        return QUIET;
      }
      held -= first.weight;
      changed.signalAll();
      return first.reading;
    } finally {
      lock.unlock();
    }
  }

  private void throwBug() {
    var thrown = bug;
    if (thrown != null) {
      throw new IllegalStateException("reading has ended", thrown);
    }
  }

  private void run() {
    try (source) {
      Reading reading;
      do {
        reading = source.read(LONGEST_READ);
        if (!(reading instanceof Reading.Quiet)) {
          add(reading);
        }
      } while (!(reading instanceof Reading.Ended));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      bug = e;
    }
  }

  private void add(Reading reading) throws InterruptedException {
    long weight = weight(reading);
    lock.lockInterruptibly();
    try {
      if (!awaitRoom()) {
        source.suspend("TriggerScope could not keep up with the notifications.");
        while (held > capacity / 2) {
          changed.await();
        }
      }
      readings.add(new Held(reading, weight));
      held += weight;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room; whether there is some. As long as something is taken, there will be. */
  private boolean awaitRoom() throws InterruptedException {
    long before = held;
    long left = patience.toNanos();
    while (held >= capacity && left > 0) {
      left = changed.awaitNanos(left);
      if (held < before) {
        before = held;
        left = patience.toNanos();
      }
    }
    return held < capacity;
  }

  private static long weight(Reading reading) {
    return switch (reading) {
      case Received(var payloads, _) -> {
        long length = 0;
        for (var payload : payloads) {
          length += payload.length();
        }
        yield length;
      }
      case Reading.Quiet _,
          Reading.Counted _,
          Reading.Resumed _,
          Reading.Marked _,
          Reading.Ended _ ->
          0;
    };
  }

  @Override
  public ListenState state() {
    return source.state();
  }

  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      source.close();
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
