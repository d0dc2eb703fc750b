package io.triggerscope.postgres;

import io.triggerscope.model.ServerClock;
import io.triggerscope.model.Utf8Text;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A session that listens to one channel, outside the pool and in auto-commit, because the driver
 * returns no notifications inside a transaction. Confined to the thread that reads it.
 */
final class ListenSession implements AutoCloseable {

  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(4);
  private static final String SERVER_TIME = Target.sql(ListenSession.class, "server-time");
  private static final int IDLE_SESSION_TIMEOUT_SINCE = 14;

  private final String channel;
  private final Connection connection;
  private final @Nullable NotificationInput input;

  private ListenSession(String channel, Connection connection, @Nullable NotificationInput input) {
    this.channel = channel;
    this.connection = connection;
    this.input = input;
  }

  /** Connects and listens. */
  static ListenSession open(Target target, String channel) throws SQLException {
    var key = UUID.randomUUID().toString();
    var connection = target.sessions().listening(key).getConnection();
    var session = new ListenSession(channel, connection, NotificationInput.made(key));
    try {
      session.listen();
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return session;
  }

  private void listen() throws SQLException {
    var quoted = connection.unwrap(PGConnection.class).escapeIdentifier(channel);
    try (var statement = connection.createStatement()) {
      if (connection.getMetaData().getDatabaseMajorVersion() >= IDLE_SESSION_TIMEOUT_SINCE) {
        // it would end the session even while notifications are flowing to it
        statement.execute("SET idle_session_timeout = 0");
      }
      if (input != null) {
        input.take(channel);
      }
      statement.execute("LISTEN " + quoted);
    }
  }

  /** For statements in the midst of listening. */
  Connection connection() {
    return connection;
  }

  /**
   * Payloads in order; empty if none comes within {@code timeout}.
   *
   * @throws SQLException when the session is lost
   */
  List<Utf8Text> receive(Duration timeout) throws SQLException {
    if (input == null) {
      return receiveByDriver(timeout);
    }
    try {
      var payloads = input.receive(timeout);
      return payloads.isEmpty() && input.isForDriver() ? receiveByDriver(Duration.ZERO) : payloads;
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), SqlStates.CONNECTION_FAILURE, e);
    }
  }

  private List<Utf8Text> receiveByDriver(Duration timeout) throws SQLException {
    // not 0, which blocks for ever on a dead network
    int millis = (int) Math.max(1, timeout.toMillis());
    return Stream.of(connection.unwrap(PGConnection.class).getNotifications(millis))
        .filter(notification -> notification.getName().equals(channel))
        .map(PGNotification::getParameter)
        .map(Utf8Text::of)
        .toList();
  }

  /** Payloads that had come when the session was lost. */
  List<Utf8Text> rest() {
    return input == null ? List.of() : input.rest();
  }

  /**
   * Asks the server whether it is still there, by asking for its time.
   *
   * @param clock this computer's
   * @throws SQLException when it does not answer in time
   */
  ServerClock heartbeat(InstantSource clock) throws SQLException {
    int before = connection.getNetworkTimeout();
    try {
      connection.setNetworkTimeout(Runnable::run, (int) HEARTBEAT_TIMEOUT.toMillis());
      var answer = askForTime(clock);
      connection.setNetworkTimeout(Runnable::run, before);
      return answer;
    } catch (SQLException e) {
      var noAnswer =
          new SQLException(
              "The server did not answer within " + HEARTBEAT_TIMEOUT.toSeconds() + " s.",
              SqlStates.CONNECTION_FAILURE);
      // not its cause, which would be told as well
      noAnswer.addSuppressed(e);
      throw noAnswer;
    }
  }

  private ServerClock askForTime(InstantSource clock) throws SQLException {
    try (var statement = connection.createStatement()) {
      var sent = clock.instant();
      try (var rows = statement.executeQuery(SERVER_TIME)) {
        var received = clock.instant();
        rows.next();
        var told = rows.getObject("server_time", OffsetDateTime.class).toInstant();
        return ServerClock.of(sent, told, received);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
