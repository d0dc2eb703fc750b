package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.CascadePlanner;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed on a real LISTEN connection. */
class ListeningFeedIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  private volatile FeedSnapshot newest = FeedSnapshot.EMPTY;

  @Test
  void aTerminatedBackendLeavesOneBlindWindowAndTheFeedGoesOn() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var feed = feed(settings)) {
      feed.start();
      awaitListening();
      announce(settings, 1);
      awaitReceived(1);

      TestPostgres.execute(
          settings,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'TriggerScope' AND datname = current_database()");
      await().atMost(LONG).until(() -> newest.counters().blindWindows() == 1);
      awaitListening();
      announce(settings, 2);
      awaitReceived(3);
    }
    assertThat(newest.blindWindows()).hasSize(1);
    assertThat(newest.counters().parsed()).isEqualTo(3);
  }

  @Test
  void aRestartedServerLeavesOneBlindWindowAndTheFeedGoesOn(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of());
        var feed = feed(server.settings())) {
      feed.start();
      awaitListening();
      server.stop();
      await().atMost(LONG).until(() -> newest.state() instanceof ListenState.Reconnecting);
      server.startAgain();
      awaitListening();
      announce(server.settings(), 1);
      awaitReceived(1);
      assertThat(newest.blindWindows()).hasSize(1);
    }
  }

  @Test
  void aThousandChangesInOneTransactionAllArrive() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var feed = feed(settings)) {
      feed.start();
      awaitListening();
      announce(settings, 1_000);
      awaitReceived(1_000);
    }
    var counters = newest.counters();
    assertThat(counters.parsed()).isEqualTo(1_000);
    assertThat(counters.notificationsInBatches()).isEqualTo(1_000);
    assertThat(counters.batches()).isEqualTo(20);
  }

  private void awaitListening() {
    await().atMost(LONG).until(() -> newest.state() instanceof ListenState.Listening);
  }

  private void awaitReceived(int count) {
    await().atMost(LONG).until(() -> newest.counters().received() == count);
  }

  private static void announce(ConnectionSettings settings, int count) {
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

  private Feed feed(ConnectionSettings settings) {
    return new Feed(
        new ListenConnection(settings, new StatementLog(), InstantSource.system()),
        Batching.DEFAULT,
        new CascadePlanner(CascadeRules.shipped()),
        Feed.DEFAULT_CAPACITY,
        InstantSource.system(),
        snapshot -> newest = snapshot);
  }
}
