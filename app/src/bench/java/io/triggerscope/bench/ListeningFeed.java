package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ListenConnection;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A feed put together as the window does it, and its target. */
final class ListeningFeed implements AutoCloseable {

  private final Target target;
  private final Feed feed;
  private final CountDownLatch listening = new CountDownLatch(1);

  /**
   * Blocks until it listens.
   *
   * @param snapshots called on the feed thread
   */
  ListeningFeed(
      ConnectionSettings database,
      Batching batching,
      long capacity,
      Consumer<FeedSnapshot> snapshots)
      throws InterruptedException {
    target =
        switch (Target.open(database, new StatementLog())) {
          case Outcome.Done<Target>(var opened) -> opened;
          case Outcome.Failed<Target>(var failure) ->
              throw new IllegalStateException(failure.sentence());
        };
    var clock = InstantSource.system();
    var recorder = new Recorder(new ReadAhead(new ListenConnection(target, clock)), clock);
    feed =
        new Feed(
            recorder,
            batching,
            new CascadePlanner(CascadeRules.shipped()),
            capacity,
            recorder,
            snapshot -> {
              if (snapshot.state() instanceof ListenState.Listening) {
                listening.countDown();
              }
              snapshots.accept(snapshot);
            });
    feed.start();
    listening.await();
  }

  @Override
  public void close() {
    feed.close();
    target.close();
  }
}
