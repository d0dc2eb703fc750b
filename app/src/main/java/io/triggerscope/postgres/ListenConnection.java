package io.triggerscope.postgres;

import io.triggerscope.feed.NotificationSource;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.ListenState;
import io.triggerscope.postgres.Sessions.Purpose;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The feed's own connection, outside the pool and in auto-commit, because the driver returns no
 * notifications inside a transaction. It is lost and found again without a word from the caller.
 * Confined to the feed thread, but for {@link #state()}.
 */
public final class ListenConnection implements NotificationSource {

  /** So long nothing may be heard before the server is asked whether it is still there. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ListenConnection.class.getName());
  private static final int HEARTBEAT_TIMEOUT_SECONDS = 2;
  private static final int IDLE_SESSION_TIMEOUT_SINCE = 14;
  private static final Reading QUIET = new Reading.Quiet();

  private final DataSource sessions;
  private final String channel;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private volatile ListenState state = new ListenState.Connecting();
  private @Nullable Connection connection;
  private @Nullable Loss loss;

  /** What began the blind window that the next successful LISTEN will end. */
  private record Loss(Instant lastContact, Failure failure) {}

  public ListenConnection(ConnectionSettings settings, StatementLog log, InstantSource clock) {
    this.sessions = new Sessions(settings, log).plain(Purpose.LISTEN);
    this.channel = settings.channel();
    this.clock = clock;
  }

  @Override
  public Reading read(Duration timeout) throws InterruptedException {
    if (state instanceof ListenState.Stopped) {
      return new Reading.Ended();
    }
    try {
      return connection == null ? connect(timeout) : receive(connection, timeout);
    } catch (SQLException e) {
      disconnect();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return failed(failure(e));
    }
  }

  @Override
  public ListenState state() {
    return state;
  }

  @Override
  public void close() {
    disconnect();
    if (!(state instanceof ListenState.Stopped)) {
      state = new ListenState.Stopped("It was closed.");
    }
  }

  private Reading connect(Duration timeout) throws SQLException, InterruptedException {
    if (!backoff.await(timeout)) {
      return QUIET;
    }
    connection = sessions.getConnection();
    listen(connection);
    var now = now();
    var lost = loss;
    loss = null;
    backoff.succeeded();
    state = new ListenState.Listening(now);
    return lost == null
        ? QUIET
        : new Reading.Resumed(new BlindWindow(lost.lastContact, now, lost.failure.sentence()));
  }

  private void listen(Connection connection) throws SQLException {
    var quoted = connection.unwrap(PGConnection.class).escapeIdentifier(channel);
    try (var statement = connection.createStatement()) {
      if (connection.getMetaData().getDatabaseMajorVersion() >= IDLE_SESSION_TIMEOUT_SINCE) {
        // it would end the session even while notifications are flowing to it
        statement.execute("SET idle_session_timeout = 0");
      }
      statement.execute("LISTEN " + quoted);
    }
  }

  private Reading receive(Connection connection, Duration timeout) throws SQLException {
    var postgres = connection.unwrap(PGConnection.class);
    // never 0, which blocks for ever on a dead network
    var notifications = postgres.getNotifications((int) Math.max(1, timeout.toMillis()));
    if (notifications.length == 0 && isHeartbeatDue()) {
      if (!connection.isValid(HEARTBEAT_TIMEOUT_SECONDS)) {
        throw new SQLException(
            "The server did not answer within " + HEARTBEAT_TIMEOUT_SECONDS + " s.", "08006");
      }
      state = new ListenState.Listening(now());
      notifications = postgres.getNotifications();
    }
    return notifications.length == 0 ? QUIET : received(notifications);
  }

  private Reading received(PGNotification[] notifications) {
    var at = now();
    state = new ListenState.Listening(at);
    List<String> payloads =
        Arrays.stream(notifications)
            .filter(notification -> notification.getName().equals(channel))
            .map(PGNotification::getParameter)
            .toList();
    return payloads.isEmpty() ? QUIET : new Reading.Received(payloads, at);
  }

  private Reading failed(Failure failure) {
    if (isFinal(failure)) {
      state = new ListenState.Stopped(failure.sentence());
      return new Reading.Ended();
    }
    backoff.failed();
    if (state instanceof ListenState.Listening(var lastContact)) {
      loss = new Loss(lastContact, failure);
    }
    if (loss != null) {
      state = new ListenState.Reconnecting(failure, loss.lastContact, backoff.failures());
    }
    return QUIET;
  }

  /** Whether retrying is of no use, or even harm: repeated refusals lock accounts. */
  private static boolean isFinal(Failure failure) {
    return switch (failure) {
      case Failure.Denied _ -> true;
      // a standby may be promoted, a missing database restored
      case Failure.Unreachable _,
          Failure.TimedOut _,
          Failure.Missing _,
          Failure.Standby _,
          Failure.Unexpected _ ->
          false;
    };
  }

  private static Failure failure(SQLException e) {
    return SqlStates.READ_ONLY.equals(e.getSQLState())
        ? new Failure.Standby(SqlStates.message(e))
        : SqlStates.failure(e);
  }

  private boolean isHeartbeatDue() {
    return state instanceof ListenState.Listening(var lastContact)
        && !now().isBefore(lastContact.plus(HEARTBEAT));
  }

  /** In microseconds, as PostgreSQL's own times. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "the lost connection did not close", e);
      }
      connection = null;
    }
  }
}
