package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.RowChanges;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenConnectionIT {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final StatementLog log = new StatementLog();
  private @Nullable Target target;

  @AfterEach
  void close() {
    if (target != null) {
      target.close();
    }
  }

  @Test
  void whatIsNotifiedIsReadInOrder() throws InterruptedException {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var listener = listening(settings)) {
      TestPostgres.execute(
          settings,
          "NOTIFY cache_invalidation, 'one'; NOTIFY other, 'no'; NOTIFY cache_invalidation, 'two'");
      assertThat(payloads(listener, 2)).containsExactly("one", "two");
      assertThat(listener.state()).isInstanceOf(ListenState.Listening.class);
    }
  }

  @Test
  void aChannelIsTakenAsItIs() throws InterruptedException {
    var settings = channel(TestPostgres.NEWEST.emptyDatabase(), "My \"odd\" Channel; --");
    try (var listener = listening(settings)) {
      TestPostgres.execute(settings, "SELECT pg_notify('my \"odd\" channel; --', 'folded')");
      TestPostgres.execute(settings, "SELECT pg_notify('My \"odd\" Channel; --', 'exact')");
      assertThat(payloads(listener, 1)).containsExactly("exact");
    }
  }

  @Test
  void listeningNeedsNoRightToWrite() throws InterruptedException {
    var s = TestPostgres.NEWEST.emptyDatabase();
    var settings =
        new ConnectionSettings(s.jdbcUrl(), s.user(), s.password(), s.channel(), s.schema(), true);
    try (var listener = listening(settings)) {
      TestPostgres.execute(settings, "NOTIFY cache_invalidation, 'x'");
      assertThat(payloads(listener, 1)).containsExactly("x");
    }
  }

  @Test
  void nothingToReadIsQuiet() throws InterruptedException {
    try (var listener = listening(TestPostgres.NEWEST.emptyDatabase())) {
      assertThat(listener.read(Duration.ZERO)).isEqualTo(new Reading.Quiet());
    }
  }

  @Test
  void theHeartbeatProvesContact() throws InterruptedException {
    var clock = new Clock();
    try (var listener = new ListenConnection(open(TestPostgres.NEWEST.emptyDatabase()), clock)) {
      until(listener, SHORT, r -> listener.state() instanceof ListenState.Listening);
      clock.now = clock.now.plusMillis(4_999);
      listener.read(SHORT);
      assertThat(lastContact(listener)).isEqualTo(Clock.START);
      clock.now = clock.now.plusMillis(1);
      listener.read(SHORT);
      assertThat(lastContact(listener)).isEqualTo(clock.now);
    }
  }

  @Test
  void theServersClockIsKnownToHalfARoundTripFromTheBeginning() throws InterruptedException {
    var behind = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-3));
    try (var listener = new ListenConnection(open(TestPostgres.NEWEST.emptyDatabase()), behind)) {
      until(listener, SHORT, r -> listener.state() instanceof ListenState.Listening);
      assertThat(listener.state())
          .isInstanceOfSatisfying(
              ListenState.Listening.class,
              listening -> {
                var clock = Objects.requireNonNull(listening.clock());
                assertThat(clock.uncertainty()).isPositive().isLessThan(Duration.ofSeconds(1));
                assertThat(clock.ahead().minusSeconds(3).abs())
                    .isLessThanOrEqualTo(clock.uncertainty().plus(Duration.ofNanos(2_000)));
              });
    }
  }

  @Test
  void aTerminatedBackendIsOneBlindWindow() throws InterruptedException {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    var clock = new Clock();
    try (var listener = new ListenConnection(open(settings), clock)) {
      until(listener, SHORT, r -> listener.state() instanceof ListenState.Listening);
      terminate(settings);
      clock.now = clock.now.plusSeconds(3);
      var resumed = until(listener, SHORT, Reading.Resumed.class::isInstance);
      assertThat(resumed)
          .isEqualTo(
              new Reading.Resumed(
                  Clock.START,
                  clock.now,
                  "The server cannot be reached. "
                      + "terminating connection due to administrator command",
                  new RowChanges(Map.of())));
      assertThat(lastContact(listener)).isEqualTo(clock.now);

      TestPostgres.execute(settings, "NOTIFY cache_invalidation, 'after'");
      assertThat(payloads(listener, 1)).containsExactly("after");
    }
  }

  @Test
  void aRestartedServerIsOneBlindWindow(@TempDir Path folder) throws InterruptedException {
    try (var server = new OwnPostgres(folder, Map.of())) {
      try (var listener = listening(server.settings())) {
        server.stop();
        var readings = new ArrayList<Reading>();
        await()
            .atMost(LONG)
            .until(
                () -> {
                  readings.add(listener.read(SHORT));
                  return listener.state() instanceof ListenState.Reconnecting(var f, var t, var n)
                      && n >= 2;
                });
        assertThat(readings).containsOnly(new Reading.Quiet());

        server.startAgain();
        until(listener, SHORT, Reading.Resumed.class::isInstance);
        TestPostgres.execute(server.settings(), "NOTIFY cache_invalidation, 'after'");
        assertThat(payloads(listener, 1)).containsExactly("after");
      }
    }
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedForWithoutABlindWindow(@TempDir Path folder)
      throws InterruptedException {
    try (var server = new OwnPostgres(folder, Map.of())) {
      var target = open(server.settings());
      server.stop();
      try (var listener = new ListenConnection(target, InstantSource.system())) {
        assertThat(listener.read(SHORT)).isEqualTo(new Reading.Quiet());
        assertThat(listener.read(SHORT)).isEqualTo(new Reading.Quiet());
        assertThat(listener.state()).isEqualTo(new ListenState.Connecting());
        server.startAgain();
        var readings = new ArrayList<Reading>();
        await()
            .atMost(LONG)
            .until(
                () -> {
                  readings.add(listener.read(SHORT));
                  return listener.state() instanceof ListenState.Listening;
                });
        assertThat(readings).noneMatch(Reading.Resumed.class::isInstance);
        assertThat(readings).endsWith(new Reading.Counted(new RowChanges(Map.of())));
      }
    }
  }

  @Test
  void aPasswordThatWasChangedEndsListeningAfterOneTry(@TempDir Path folder)
      throws InterruptedException {
    try (var server = new OwnPostgres(folder, Map.of())) {
      var settings = server.settings();
      server.requirePasswords();
      try (var listener = listening(settings)) {
        TestPostgres.execute(
            settings,
            "ALTER ROLE postgres PASSWORD 'changed';"
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'TriggerScope'");
        until(listener, SHORT, Reading.Ended.class::isInstance);
        assertThat(listener.read(SHORT)).isEqualTo(new Reading.Ended());
        assertThat(listener.state())
            .isEqualTo(
                new ListenState.Stopped(
                    "The server refused. password authentication failed for user \"postgres\""));
        assertThat(server.logLines("password authentication failed")).isEqualTo(1);
      }
    }
  }

  @Test
  void aStandbyIsWaitedForUntilItIsPromoted(@TempDir Path folder) throws InterruptedException {
    try (var server = new OwnPostgres(folder, Map.of());
        var listener = listening(server.settings())) {
      server.stop();
      server.demote();
      server.startAgain();
      until(
          listener,
          SHORT,
          reading ->
              listener.state() instanceof ListenState.Reconnecting(var reason, var t, var n)
                  && reason.equals(
                      new Failure.Standby("cannot execute LISTEN during recovery").sentence()));
      TestPostgres.execute(server.settings(), "SELECT pg_promote()");
      until(listener, SHORT, Reading.Resumed.class::isInstance);
    }
  }

  @Test
  void anInterruptEndsAWait() throws InterruptedException {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var listener = listening(settings)) {
      terminate(settings);
      until(listener, SHORT, r -> listener.state() instanceof ListenState.Reconnecting);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> listener.read(LONG)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void anInterruptEndsAReadOnAVirtualThread() throws InterruptedException {
    try (var listener = listening(TestPostgres.NEWEST.emptyDatabase())) {
      var ended = new AtomicReference<Exception>();
      var reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      listener.read(LONG);
                    } catch (InterruptedException e) {
                      ended.set(e);
                    }
                  });
      await()
          .until(
              () ->
                  reader.getState() == Thread.State.WAITING
                      || reader.getState() == Thread.State.TIMED_WAITING);
      reader.interrupt();
      assertThat(reader.join(Duration.ofSeconds(2))).isTrue();
      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void itsStatementsAreInTheLog() throws InterruptedException {
    try (var listener = listening(TestPostgres.NEWEST.emptyDatabase())) {
      assertThat(log.statements())
          .extracting(statement -> statement.sql())
          .endsWith(
              "SET idle_session_timeout = 0",
              "LISTEN \"cache_invalidation\"",
              Target.sql(ListenConnection.class, "row-changes").strip(),
              Target.sql(ListenSession.class, "server-time").strip());
      assertThat(listener.state()).isInstanceOf(ListenState.Listening.class);
    }
  }

  @Test
  void onceClosedItIsStopped() throws InterruptedException {
    var listener = listening(TestPostgres.NEWEST.emptyDatabase());
    listener.close();
    assertThat(listener.state()).isEqualTo(new ListenState.Stopped("It was closed."));
    assertThat(listener.read(SHORT)).isEqualTo(new Reading.Ended());
  }

  /** Closed after the test. */
  private Target open(ConnectionSettings settings) {
    target = Outcomes.done(Target.open(settings, log));
    return target;
  }

  private ListenConnection listening(ConnectionSettings settings) throws InterruptedException {
    var listener = new ListenConnection(open(settings), InstantSource.system());
    until(listener, SHORT, r -> listener.state() instanceof ListenState.Listening);
    return listener;
  }

  private static Instant lastContact(ListenConnection listener) {
    return listener.state() instanceof ListenState.Listening(var at, _) ? at : Instant.MIN;
  }

  private static Reading until(
      ListenConnection listener, Duration timeout, Predicate<Reading> condition)
      throws InterruptedException {
    var deadline = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < deadline) {
      var reading = listener.read(timeout);
      if (condition.test(reading)) {
        return reading;
      }
    }
    throw new AssertionError("not within " + LONG + "; state " + listener.state());
  }

  private static List<String> payloads(ListenConnection listener, int count)
      throws InterruptedException {
    var payloads = new ArrayList<String>();
    until(
        listener,
        SHORT,
        reading -> {
          if (reading instanceof Reading.Received(var received, var at)) {
            received.forEach(payload -> payloads.add(payload.toString()));
          }
          return payloads.size() >= count;
        });
    return payloads;
  }

  private static void terminate(ConnectionSettings settings) {
    TestPostgres.execute(
        settings,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'TriggerScope' AND datname = current_database()");
  }

  private static ConnectionSettings channel(ConnectionSettings s, String channel) {
    return new ConnectionSettings(
        s.jdbcUrl(), s.user(), s.password(), channel, s.schema(), s.readOnly());
  }

  /** Stands still unless it is moved. */
  private static final class Clock implements InstantSource {

    static final Instant START = Instant.parse("2026-11-16T02:10:07Z");

    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }
  }
}
