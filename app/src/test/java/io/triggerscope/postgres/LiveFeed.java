package io.triggerscope.postgres;

import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.ReadAhead;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/** A feed on a real LISTEN connection, wired as in the app. */
final class LiveFeed implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Target target;
  private final Feed feed;
  private volatile FeedSnapshot newest = FeedSnapshot.EMPTY;

  /** Starts it, and waits until it listens. */
  LiveFeed(ConnectionSettings settings) {
    target = Outcomes.done(Target.open(settings, new StatementLog()));
    var clock = InstantSource.system();
    var recorder = new Recorder(new ReadAhead(new ListenConnection(target, clock)), clock);
    feed = new Feed(recorder, CascadeRules.shipped(), snapshot -> newest = snapshot);
    feed.start();
    awaitListening();
  }

  FeedSnapshot newest() {
    return newest;
  }

  FeedCounters counters() {
    return newest.counters();
  }

  void awaitListening() {
    awaitThat(snapshot -> snapshot.state() instanceof ListenState.Listening);
  }

  void awaitLost() {
    awaitThat(snapshot -> snapshot.state() instanceof ListenState.Reconnecting);
  }

  void awaitReceived(long count) {
    awaitThat(snapshot -> snapshot.counters().received() == count);
  }

  void awaitThat(Predicate<FeedSnapshot> condition) {
    await().atMost(PATIENCE).until(() -> newest, condition);
  }

  /** Sends so many well-formed notifications in one transaction. */
  static void announce(ConnectionSettings settings, int count) {
    TestPostgres.execute(
        settings,
        """
        SELECT pg_notify('cache_invalidation', json_build_object('table', 'calls', 'operation',
          'INSERT', 'user_id', n, 'record_id', n, 'agent_id', NULL,
          'timestamp', extract(epoch FROM now()), 'batch_id', txid_current())::text)
          FROM generate_series(1, %d) AS n
        """
            .formatted(count));
  }

  @Override
  public void close() {
    feed.close();
    target.close();
  }
}
