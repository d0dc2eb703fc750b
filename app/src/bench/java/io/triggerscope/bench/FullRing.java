package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.ScriptedSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ring full of notifications of our trigger. */
final class FullRing {

  private static final int ONE_READ = 1_000;
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private FullRing() {}

  /** What a feed holds that read this many payloads of our trigger. */
  static EventView view() throws Exception {
    var payloads = new Payloads(Arrays.asList(TriggerPayloads.of(Feed.DEFAULT_CAPACITY)));
    var last = new ArrayList<FeedSnapshot>();
    last.add(FeedSnapshot.EMPTY);
    var feed =
        new Feed(
            payloads,
            Batching.DEFAULT,
            new CascadePlanner(CascadeRules.shipped()),
            Feed.DEFAULT_CAPACITY,
            InstantSource.system(),
            snapshot -> last.set(0, snapshot));
    feed.start();
    payloads.ended.join();
    feed.close();
    if (last.getFirst().events().notifications() != Feed.DEFAULT_CAPACITY) {
      throw new AssertionError("the ring is not full");
    }
    return last.getFirst().events();
  }

  /** Hands out payloads, a thousand at once. */
  private static final class Payloads implements NotificationSource {

    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final List<String> payloads;
    private int next;

    Payloads(List<String> payloads) {
      this.payloads = payloads;
    }

    @Override
    public Reading read(Duration longest) {
      if (next == payloads.size()) {
        ended.complete(true);
        return new Reading.Ended();
      }
      int from = next;
      next = Math.min(payloads.size(), from + ONE_READ);
      return ScriptedSource.received(payloads.subList(from, next), START.plusMillis(from));
    }

    @Override
    public ListenState state() {
      return new ListenState.Connecting();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
