package io.triggerscope.feed.capture;

import io.triggerscope.feed.FileFailures;
import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.feed.capture.CaptureLine.Header;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Health;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A capture being written, on a virtual thread of its own, so that nobody waits for the disk: what
 * does not fit into its bounded queue is counted and not recorded. Everything reaches the operating
 * system within {@value #FLUSH_MILLIS} ms, unless the disk is slower. Safe for any thread.
 */
public final class Recording {

  /** How large a part grows, unless told otherwise. */
  public static final long PART_BYTES = 256L << 20;

  /** Characters that wait at most. */
  private static final long CAPACITY = 16 << 20;

  private static final long FLUSH_MILLIS = 200;
  private static final long FLUSH_NANOS = FLUSH_MILLIS * 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a line takes besides its text, about. */
  private static final int LINE = 100;

  private final PartedFile file;
  private final long capacity;
  private final Thread thread = Thread.ofVirtual().name("recording").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private long held;
  private @Nullable Refused refused;
  private boolean ending;
  private volatile RecordingProgress progress;
  private final Consumer<String> stopped;

  /** Writes the lines that come of something. */
  private interface Lines {
    void write(Sink sink) throws IOException;
  }

  private interface Sink {
    void line(CaptureLine line) throws IOException;
  }

  /** Something to be written: {@code notifications} of them, and {@code others}. */
  private record Waiting(Instant at, long weight, long notifications, long others, Lines lines) {}

  /** What the queue had no room for since it last had some. */
  private record Refused(Instant since, long notifications, long others) {

    static Refused of(@Nullable Refused before, Waiting next) {
      return before == null
          ? new Refused(next.at, next.notifications, next.others)
          : new Refused(
              before.since, before.notifications + next.notifications, before.others + next.others);
    }
  }

  private Recording(
      Path name, Instant started, PartedFile file, long capacity, Consumer<String> stopped) {
    this.file = file;
    this.capacity = capacity;
    this.stopped = stopped;
    this.progress = new RecordingProgress(name, started, 1, file.bytes(), 0, 0, false, null);
  }

  /**
   * Makes the file, whose name must be new, and begins to write.
   *
   * @param stopped told why, in a sentence, if it ends by itself
   */
  static Outcome<Recording> begin(
      Path name, Origin origin, Instant started, Consumer<String> stopped) {
    return begin(name, origin, started, stopped, PART_BYTES, CAPACITY, PartedFile.Disk.REAL);
  }

  /**
   * @param capacity the number of characters that may wait; a single reading may have more
   */
  static Outcome<Recording> begin(
      Path name,
      Origin origin,
      Instant started,
      Consumer<String> stopped,
      long partBytes,
      long capacity,
      PartedFile.Disk disk) {
    try {
      var header = new Header(CaptureLine.FORMAT, CaptureLine.VERSION, 1, started, origin);
      var file = new PartedFile(name, header, partBytes, disk);
      var recording = new Recording(name, started, file, capacity, stopped);
      recording.thread.start();
      return new Outcome.Done<>(recording);
    } catch (IOException e) {
      return new Outcome.Failed<>(FileFailures.unwritable(name, e));
    }
  }

  public RecordingProgress progress() {
    return progress;
  }

  // ---- what is recorded ----

  /** What the feed took at {@code at}. */
  void add(Reading reading, Instant at) {
    switch (reading) {
      case Reading.Received(var payloads, var received) -> {
        long weight = 0;
        for (var payload : payloads) {
          weight += LINE + payload.length();
        }
        offer(
            new Waiting(
                at,
                weight,
                payloads.size(),
                0,
                sink -> {
                  for (var payload : payloads) {
                    sink.line(new CaptureLine.Received(at, received, payload.toString()));
                  }
                }));
      }
      // one that is lost is nothing to tell of
      case Reading.Quiet() -> offer(line(0, LINE, new CaptureLine.Quiet(at), at));
      case Reading.Counted(var changes) ->
          add(new CaptureLine.Counted(at, changes.perTable()), LINE, at);
      case Reading.Resumed(var from, var to, var reason, var changes) ->
          add(
              new CaptureLine.Resumed(
                  at, from, to, reason, changes == null ? null : changes.perTable()),
              LINE + reason.length(),
              at);
      case Reading.Marked(var marker) ->
          add(new CaptureLine.Marked(at, marker), LINE + marker.label().length(), at);
      case Reading.Ended() -> {}
    }
  }

  void add(TriggerError error, Instant at) {
    add(
        new CaptureLine.Logged(at, error),
        2 * LINE + length(error.errorMessage()) + length(error.errorContext()),
        at);
  }

  void add(Health health, Instant at) {
    add(
        new CaptureLine.Checked(at, health),
        4L * LINE * (1 + health.triggers().size() + health.findings().size()),
        at);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private void add(CaptureLine line, long weight, Instant at) {
    offer(line(1, weight, line, at));
  }

  private static Waiting line(long others, long weight, CaptureLine line, Instant at) {
    return new Waiting(at, weight, 0, others, sink -> sink.line(line));
  }

  private void offer(Waiting next) {
    lock.lock();
    try {
      if (ending) {
        return;
      }
      if (!queue.isEmpty() && held + next.weight > capacity) {
        refused = Refused.of(refused, next);
        progress = progress.lost(next.notifications);
        return;
      }
      tellRefused();
      put(next);
    } finally {
      lock.unlock();
    }
  }

  private void tellRefused() {
    var told = refused;
    if (told != null && told.notifications + told.others > 0) {
      var line = new CaptureLine.NotRecorded(told.since, told.notifications, told.others);
      put(line(0, LINE, line, told.since));
    }
    refused = null;
  }

  private void put(Waiting next) {
    queue.add(next);
    held += next.weight;
    changed.signalAll();
  }

  // ---- how it is written ----

  /** Ends the recording, after what waits was written; waits for that, though not for ever. */
  void end(Instant at) {
    lock.lock();
    try {
      if (!ending) {
        tellRefused();
        put(line(0, LINE, new CaptureLine.End(at), at));
        ending = true;
      }
    } finally {
      lock.unlock();
    }
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (file) {
      long flushed = System.nanoTime();
      while (true) {
        long left = FLUSH_NANOS - (System.nanoTime() - flushed);
        var next = left > 0 ? next(left) : null;
        if (next != null) {
          next.lines.write(line -> file.write(line, next.at));
          written(next);
        } else if (isOver()) {
          break;
        } else {
          file.flush();
          flushed = System.nanoTime();
          written(null);
        }
      }
    } catch (IOException e) {
      over(FileFailures.unwritable(file.path(), e));
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      System.getLogger(Recording.class.getName()).log(System.Logger.Level.ERROR, "a bug", e);
      over(new Failure.Unexpected("This is a bug in TriggerScope: " + e));
      return;
    }
    over(null);
  }

  /** The next one, if one comes within {@code nanos}. */
  private @Nullable Waiting next(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (queue.isEmpty() && !ending && left > 0) {
        left = changed.awaitNanos(left);
      }
      var next = queue.poll();
      if (next != null) {
        held -= next.weight;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver() {
    lock.lock();
    try {
      return ending && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void written(@Nullable Waiting what) {
    lock.lock();
    try {
      progress = progress.wrote(file, what == null ? 0 : what.notifications);
    } finally {
      lock.unlock();
    }
  }

  private void over(@Nullable Failure failure) {
    var why = failure == null ? null : "Recording has stopped. " + failure.message();
    lock.lock();
    try {
      ending = true;
      queue.clear();
      held = 0;
      progress = progress.ended(file, why);
    } finally {
      lock.unlock();
    }
    if (why != null) {
      stopped.accept(why);
    }
  }
}
