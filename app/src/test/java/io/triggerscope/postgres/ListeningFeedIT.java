package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.FeedCounters;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningFeedIT {

  @Test
  void aTerminatedBackendLeavesOneBlindWindowAndTheFeedGoesOn() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    LiveFeed feed = new LiveFeed(settings);
    try (feed) {
      LiveFeed.announce(settings, 1);
      feed.awaitReceived(1);

      TestPostgres.execute(
          settings,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'TriggerScope' AND datname = current_database()");
      feed.awaitThat(snapshot -> snapshot.counters().blindWindows() == 1);
      feed.awaitListening();
      LiveFeed.announce(settings, 2);
      feed.awaitReceived(3);
    }
    assertThat(feed.newest().blindWindows()).hasSize(1);
    assertThat(feed.counters().parsed()).isEqualTo(3);
  }

  @Test
  void aRestartedServerLeavesOneBlindWindowAndTheFeedGoesOn(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of());
        var feed = new LiveFeed(server.settings())) {
      server.stop();
      feed.awaitLost();
      server.startAgain();
      feed.awaitListening();
      LiveFeed.announce(server.settings(), 1);
      feed.awaitReceived(1);
      assertThat(feed.newest().blindWindows()).hasSize(1);
    }
  }

  @Test
  void aThousandChangesInOneTransactionAllArrive() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    LiveFeed feed = new LiveFeed(settings);
    try (feed) {
      LiveFeed.announce(settings, 1_000);
      feed.awaitReceived(1_000);
    }
    assertThat(feed.counters())
        .returns(1_000L, FeedCounters::parsed)
        .returns(1_000L, FeedCounters::notificationsInBatches)
        .returns(20L, FeedCounters::batches);
  }
}
