package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.FaultyLink;
import io.triggerscope.testing.Firewall;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of the feed when the server or the way to it is lost without a word. */
@Isolated("it measures how long things take")
class BrokenLinkIT {

  private static final Duration TWO_HEARTBEATS = ListenConnection.HEARTBEAT.multipliedBy(2);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void aNetworkCutWithoutAWordIsNoticedAndWhatWasMissedIsEstimated() throws SQLException {
    var settings = TestPostgres.NEWEST.migrated();
    addAgent(settings);
    try (var link = new FaultyLink(settings);
        var feed = new LiveFeed(link.through(settings))) {
      insertCalls(settings, 3);
      feed.awaitReceived(3);

      link.cut();
      var cut = Instant.now();
      insertCalls(settings, 20);
      feed.awaitLost();
      assertThat(Duration.between(cut, Instant.now())).isLessThan(TWO_HEARTBEATS.plusSeconds(1));

      awaitCounted(settings, 23);
      link.mend();
      feed.awaitListening();
      insertCalls(settings, 1);
      feed.awaitReceived(4);
      assertThat(feed.newest().blindWindows())
          .singleElement()
          .satisfies(
              window -> {
                assertThat(window.reason())
                    .isEqualTo(
                        "The server cannot be reached. The server did not answer within 4 s.");
                assertThat(window.missed()).isEqualTo(Map.of("calls", 20L));
              });
    }
  }

  @Test
  void aLinkThatStallsInsideAMessageIsNoticedAndWhatCameBeforeItIsKept() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var link = new FaultyLink(settings);
        var feed = new LiveFeed(link.through(settings))) {

      link.cutAfter(4_000);
      var cut = Instant.now();
      TestPostgres.execute(
          settings,
          "SELECT pg_notify('cache_invalidation', 'before ' || n) FROM generate_series(1, 20) AS n;"
              + "NOTIFY cache_invalidation, '%s'".formatted("x".repeat(7_000)));
      feed.awaitLost();
      assertThat(Duration.between(cut, Instant.now())).isLessThan(TWO_HEARTBEATS.plusSeconds(1));
      link.mend();
      feed.awaitListening();
      assertThat(feed.newest().blindWindows())
          .singleElement()
          .satisfies(window -> assertThat(window.reason()).endsWith("did not answer within 4 s."));
      assertThat(feed.counters().received()).isEqualTo(20);
    }
  }

  @Test
  void aFirewallThatDropsEveryPacketIsNoticedAndListenedThroughOnceItDoesNot(@TempDir Path folder) {
    assumeTrue(Firewall.isAvailable(), "needs iptables, and the right to use it");
    try (var server = new OwnPostgres(folder, Map.of());
        var feed = new LiveFeed(server.settings())) {
      try (var _ = new Firewall(server.port())) {
        var cut = Instant.now();
        feed.awaitLost();
        assertThat(Duration.between(cut, Instant.now())).isLessThan(TWO_HEARTBEATS.plusSeconds(1));
      }
      feed.awaitListening();
      LiveFeed.announce(server.settings(), 1);
      feed.awaitReceived(1);
      assertThat(feed.newest().blindWindows())
          .singleElement()
          .returns(
              "The server cannot be reached. The server did not answer within 4 s.",
              BlindWindow::reason);
    }
  }

  @Test
  void aServerThatEndsIdleSessionsDoesNotEndThisOne(@TempDir Path folder) throws SQLException {
    try (var server = new OwnPostgres(folder, Map.of("idle_session_timeout", "2s"));
        var feed = new LiveFeed(server.settings());
        var other = TriggerSession.open(server.settings())) {
      // only those who ask nothing for so long are ended
      await()
          .pollInterval(Duration.ofSeconds(3))
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> other.value("SELECT 1"))
                      .isInstanceOf(SQLException.class));
      LiveFeed.announce(server.settings(), 1);
      feed.awaitReceived(1);
      assertThat(feed.newest().blindWindows()).isEmpty();
    }
  }

  @Test
  void aStoppedServerProcessIsNoticedAndListenedToOnceItGoesOn(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of());
        var feed = new LiveFeed(server.settings())) {
      server.signal("STOP");
      feed.awaitLost();
      server.signal("CONT");
      feed.awaitListening();
      TestPostgres.execute(server.settings(), "NOTIFY cache_invalidation, 'after'");
      feed.awaitReceived(1);
      assertThat(feed.newest().blindWindows()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsBackIsListenedToWithinASecond(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of());
        var feed = new LiveFeed(server.settings())) {
      server.stop();
      // so often that the wait between two tries has grown to its longest
      feed.awaitThat(
          snapshot ->
              snapshot.state() instanceof ListenState.Reconnecting(var why, var at, var attempt)
                  && attempt >= 8);
      server.startAgain();
      var back = Instant.now();
      feed.awaitListening();
      assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofMillis(1_500));
      assertThat(feed.newest().blindWindows()).hasSize(1);
    }
  }

  /** Sessions report what they changed up to a second late. */
  private static void awaitCounted(ConnectionSettings settings, int calls) throws SQLException {
    try (var session = TriggerSession.open(settings)) {
      await()
          .atMost(LONG)
          .until(
              () ->
                  session.value(
                      "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'calls'"),
              String.valueOf(calls)::equals);
    }
  }

  private static void addAgent(ConnectionSettings settings) {
    TestPostgres.execute(
        settings,
        """
        INSERT INTO users (id, email, name) VALUES (md5('u')::uuid, 'u@example.com', 'u');
        INSERT INTO agents (id, user_id, name) VALUES (md5('a')::uuid, md5('u')::uuid, 'a')
        """);
  }

  private static void insertCalls(ConnectionSettings settings, int count) {
    TestPostgres.execute(
        settings,
        """
        INSERT INTO calls (id, user_id, agent_id, phone_number)
        SELECT gen_random_uuid(), md5('u')::uuid, md5('a')::uuid, '+1' FROM generate_series(1, %d)
        """
            .formatted(count));
  }
}
