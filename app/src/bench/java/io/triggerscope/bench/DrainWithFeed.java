package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.Feed;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.FeedCounters;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;

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
      drain(settings, count);
    }
  }

  private static void drain(ConnectionSettings settings, int count) throws InterruptedException {
    var drained = new ArrayBlockingQueue<FeedCounters>(1);
    long before = heap();
    try (var _ =
        new ListeningFeed(
            settings,
            Batching.DEFAULT,
            Feed.DEFAULT_CAPACITY,
            snapshot -> {
              if (snapshot.counters().notificationsInBatches() == count) {
                drained.offer(snapshot.counters());
              }
            })) {
      System.out.println("listening");
      var counters = drained.take();
      if (counters.parsed() != count
          || counters.inRing() != Math.min(count, Feed.DEFAULT_CAPACITY)) {
        throw new IllegalStateException(counters.toString());
      }
      System.out.println("drained");
      System.out.println("heap " + (heap() - before));
    }
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
