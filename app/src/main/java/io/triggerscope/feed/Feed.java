package io.triggerscope.feed;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.RowChanges;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live pipeline: reads a source, parses, batches, plans cascades, keeps the newest events and
 * publishes snapshots. It owns one virtual thread, the feed thread, which never waits for anything
 * that follows it: {@code snapshots} is called on it and must return at once.
 */
public final class Feed implements AutoCloseable {

  /** Notifications held in memory unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 500_000;

  private static final Duration LONGEST_READ = Duration.ofMillis(250);

  private final NotificationSource source;
  private final CascadeCounter cascades;
  private final InstantSource clock;
  private final Consumer<FeedSnapshot> snapshots;
  private final PayloadParser parser = new PayloadParser();
  private final BatchAssembler assembler;
  private final EventRing ring;
  private final Thread thread;

  private final List<BlindWindow> blindWindows = new ArrayList<>();
  private final List<Marker> markers = new ArrayList<>();
  private final Map<String, LongAdder> receivedSince = new HashMap<>();
  private @Nullable RowChanges changes;
  private long received;
  private long malformed;
  private long batches;
  private long inBatches;
  private boolean changed = true;
  private ListenState published = new ListenState.Connecting();
  private volatile boolean closing;

  /** With the usual batching and capacity, and by the source's own clock. */
  public Feed(
      NotificationSource.Timed source, CascadeRules rules, Consumer<FeedSnapshot> snapshots) {
    this(source, Batching.DEFAULT, new CascadePlanner(rules), DEFAULT_CAPACITY, source, snapshots);
  }

  public Feed(
      NotificationSource source,
      Batching batching,
      CascadePlanner planner,
      long capacity,
      InstantSource clock,
      Consumer<FeedSnapshot> snapshots) {
    this.source = source;
    this.cascades = new CascadeCounter(planner);
    this.clock = clock;
    this.snapshots = snapshots;
    this.assembler = new BatchAssembler(batching, this::closed);
    this.ring = new EventRing(capacity, new PayloadStore(), planner);
    this.thread = Thread.ofVirtual().name("feed").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Closes the open batch, publishes the last snapshot, and closes the source. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(LONGEST_READ.multipliedBy(4))) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (source) {
      boolean ended = false;
      while (!closing && !ended) {
        publish();
        ended = take(source.read(assembler.untilDue(clock.instant(), LONGEST_READ)));
        assembler.closeWhenDue(clock.instant());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      assembler.close(ClosedBy.SHUTDOWN, clock.instant());
      publish();
    }
  }

  private boolean take(Reading reading) {
    switch (reading) {
      case Reading.Received(var payloads, var at) -> payloads.forEach(p -> accept(p, at));
      case Reading.Counted(var changes) -> count(changes);
      case Reading.Resumed resumed -> {
        assembler.close(ClosedBy.TRANSACTION_END, clock.instant());
        var window = blindWindow(resumed);
        blindWindows.add(window);
        add(window);
      }
      case Reading.Marked(var marker) -> {
        markers.add(marker);
        add(marker);
      }
      case Reading.Quiet() -> {}
      case Reading.Ended() -> {
        return true;
      }
    }
    return false;
  }

  private void accept(Utf8Text payload, Instant at) {
    received++;
    switch (parser.parse(payload, at)) {
      case Parsed.Understood(var notification) -> {
        receivedSince.computeIfAbsent(notification.table(), _ -> new LongAdder()).increment();
        assembler.accept(notification);
      }
      case Parsed.NotUnderstood(var event) -> {
        malformed++;
        add(event);
      }
    }
    changed = true;
  }

  private BlindWindow blindWindow(Reading.Resumed resumed) {
    var before = changes;
    var after = resumed.changes();
    var missed = before == null || after == null ? null : before.missedUntil(after, receivedSince);
    count(after);
    return new BlindWindow(resumed.from(), resumed.to(), resumed.reason(), missed);
  }

  private void count(@Nullable RowChanges counted) {
    changes = counted;
    receivedSince.clear();
  }

  private void closed(List<Notification> notifications, ClosedBy closedBy, Instant closedAt) {
    batches++;
    inBatches += notifications.size();
    cascades.add(notifications);
    ring.add(notifications, closedAt, closedBy);
    changed = true;
  }

  private void add(FeedEvent event) {
    ring.add(event);
    changed = true;
  }

  private void publish() {
    var state = source.state();
    if (changed || !state.equals(published)) {
      changed = false;
      published = state;
      snapshots.accept(
          new FeedSnapshot(
              state, counters(), ring.view(), List.copyOf(blindWindows), List.copyOf(markers)));
    }
  }

  private FeedCounters counters() {
    return new FeedCounters(
        received,
        received - malformed,
        malformed,
        batches,
        inBatches,
        cascades.naiveOps(),
        cascades.batchedOps(),
        ring.notifications(),
        ring.evicted(),
        blindWindows.size(),
        blindWindows.stream().map(BlindWindow::duration).reduce(Duration.ZERO, Duration::plus));
  }
}
