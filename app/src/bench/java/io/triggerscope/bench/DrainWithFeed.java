package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Drains a backlog with the feed as the window has it, and says how many bytes the heap holds with
 * the full ring, and without.
 */
final class DrainWithFeed {

  private DrainWithFeed() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[2]);
    var settings =
        new ConnectionSettings(
            arguments[0],
            arguments[3],
            arguments[4],
            arguments[1],
            ConnectionSettings.DEFAULT_SCHEMA,
            true);
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (commands.readLine() != null) {
      try (var target = target(settings)) {
        drain(target, count);
      }
    }
  }

  private static Target target(ConnectionSettings settings) {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> target;
      case Outcome.Failed<Target>(var failure) ->
          throw new IllegalStateException(failure.sentence());
    };
  }

  private static void drain(Target target, int count) throws InterruptedException {
    var listening = new CountDownLatch(1);
    var drained = new ArrayBlockingQueue<FeedCounters>(1);
    var feed =
        new Feed(
            new ReadAhead(new ListenConnection(target, InstantSource.system())),
            Batching.DEFAULT,
            new CascadePlanner(CascadeRules.shipped()),
            Feed.DEFAULT_CAPACITY,
            InstantSource.system(),
            snapshot -> {
              if (snapshot.state() instanceof ListenState.Listening) {
                listening.countDown();
              }
              if (snapshot.counters().notificationsInBatches() == count) {
                drained.offer(snapshot.counters());
              }
            });
    long before = heap();
    feed.start();
    listening.await();
    System.out.println("listening");
    var counters = drained.take();
    if (counters.parsed() != count || counters.inRing() != Math.min(count, Feed.DEFAULT_CAPACITY)) {
      throw new IllegalStateException(counters.toString());
    }
    System.out.println("drained");
    System.out.println("heap " + (heap() - before));
    feed.close();
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
