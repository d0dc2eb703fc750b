package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.Feed;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.TestPostgres;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.postgresql.PGConnection;

/**
 * How long after a commit was asked for a single-row transaction is a closed batch of the feed, and
 * how long until the bare driver has it: the two take turns on one server. Batches of one are
 * closed at once, so that the window does not count.
 *
 * @param driver in nanoseconds
 * @param feed in nanoseconds
 */
record Latency(Histogram driver, Histogram feed, int perSecond) {

  private static final int TURNS = 5;
  private static final Duration TURN = Duration.ofSeconds(5);
  private static final int LONGEST_SECONDS = 60;

  static Latency run(int perSecond) throws SQLException, InterruptedException {
    var database = TestPostgres.NEWEST.emptyDatabase();
    var latency =
        new Latency(
            new Histogram(TimeUnit.SECONDS.toNanos(LONGEST_SECONDS), 3),
            new Histogram(TimeUnit.SECONDS.toNanos(LONGEST_SECONDS), 3),
            perSecond);
    for (int turn = 0; turn <= TURNS; turn++) {
      latency.driverTurn(database);
      latency.feedTurn(database);
      if (turn == 0) {
        latency.driver.reset();
        latency.feed.reset();
      }
    }
    return latency;
  }

  private int count() {
    return (int) (perSecond * TURN.toSeconds());
  }

  private void driverTurn(ConnectionSettings database) throws SQLException, InterruptedException {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("LISTEN \"" + database.channel() + '"');
      var pg = connection.unwrap(PGConnection.class);
      var sent = new long[count()];
      var sender = Thread.ofPlatform().start(() -> send(database, sent));
      int received = 0;
      while (received < sent.length) {
        for (var _ : pg.getNotifications(250)) {
          driver.recordValue(System.nanoTime() - sent[received++]);
        }
      }
      sender.join();
    }
  }

  private void feedTurn(ConnectionSettings database) throws InterruptedException {
    var closed = new AtomicLong();
    var sent = new long[count()];
    var done = new CountDownLatch(1);
    try (var _ =
        new ListeningFeed(
            database,
            new Batching(Batching.DEFAULT.window(), 1),
            Feed.DEFAULT_CAPACITY,
            snapshot -> {
              long now = System.nanoTime();
              while (closed.get() < snapshot.counters().batches()) {
                feed.recordValue(now - sent[(int) closed.getAndIncrement()]);
              }
              if (closed.get() == sent.length) {
                done.countDown();
              }
            })) {
      send(database, sent);
      done.await();
    }
  }

  /** Notes before each commit, in {@code sent}, when it was. */
  private void send(ConnectionSettings database, long[] sent) {
    var payloads = TriggerPayloads.of(sent.length);
    try (var connection = TestPostgres.connect(database);
        var notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
      long begin = System.nanoTime();
      for (int i = 0; i < sent.length; i++) {
        Sender.awaitTime(begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond);
        send(notify, database.channel(), payloads[i], sent, i);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(
      PreparedStatement notify, String channel, String payload, long[] sent, int number)
      throws SQLException {
    notify.setString(1, channel);
    notify.setString(2, payload);
    sent[number] = System.nanoTime();
    notify.execute();
  }

  String markdown() {
    return String.format(
        Locale.ROOT,
        """
        %,d single-row transactions a second, %d turns of %d s each; milliseconds from before the commit.

        | until | p50 | p99 | p99.9 | greatest |
        | --- | ---: | ---: | ---: | ---: |
        %s%s| difference | %.3f | %.3f | | |
        """,
        perSecond,
        TURNS,
        TURN.toSeconds(),
        row("the driver has it", driver),
        row("it is a closed batch", feed),
        millis(feed, 50) - millis(driver, 50),
        millis(feed, 99) - millis(driver, 99));
  }

  private static String row(String title, Histogram histogram) {
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f | %.3f |%n",
        title,
        millis(histogram, 50),
        millis(histogram, 99),
        millis(histogram, 99.9),
        histogram.getMaxValue() / 1e6);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }
}
