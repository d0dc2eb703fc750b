package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.PayloadParser;
import io.triggerscope.feed.PayloadParser.Parsed;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One session on a test database that changes rows and listens to what its own changes announce,
 * which PostgreSQL sends it with the answer to the commit. Confined to the test's thread.
 */
final class TriggerSession implements AutoCloseable {

  static final String USER = "00000000-0000-0000-0000-0000000000a1";
  static final String OTHER_USER = "00000000-0000-0000-0000-0000000000a2";
  static final String AGENT = "00000000-0000-0000-0000-0000000000b1";
  static final String OTHER_AGENT = "00000000-0000-0000-0000-0000000000b2";
  static final String CALL = "00000000-0000-0000-0000-0000000000c1";
  static final String ROW = "00000000-0000-0000-0000-0000000000d1";

  private static final PayloadParser PARSER = new PayloadParser();

  private final ConnectionSettings settings;
  private final Connection connection;

  private TriggerSession(ConnectionSettings settings) throws SQLException {
    this.settings = settings;
    this.connection = TestPostgres.connect(settings);
  }

  /** A session on a database with the six tables and the migration. */
  static TriggerSession migrated(TestPostgres postgres) throws SQLException {
    return open(postgres.migrated());
  }

  static TriggerSession open(ConnectionSettings settings) throws SQLException {
    var session = new TriggerSession(settings);
    session.execute("LISTEN cache_invalidation");
    return session;
  }

  /** Another session on the same database. */
  TriggerSession another() throws SQLException {
    return open(settings);
  }

  Connection connection() {
    return connection;
  }

  /** Two users with an agent each, and a call of the first; nothing of it is announced any more. */
  TriggerSession withRows() throws SQLException {
    execute(
        "INSERT INTO users (id, email, name) VALUES ('%s', 'a@example.com', 'A'), ('%s', 'b@example.com', 'B')",
        USER, OTHER_USER);
    execute(
        "INSERT INTO agents (id, user_id, name) VALUES ('%s', '%s', 'One'), ('%s', '%s', 'Two')",
        AGENT, USER, OTHER_AGENT, OTHER_USER);
    execute(
        "INSERT INTO calls (id, user_id, agent_id, phone_number) VALUES ('%s', '%s', '%s', '+1')",
        CALL, USER, AGENT);
    notifications();
    return this;
  }

  /** Runs statements, and returns the warnings they raised. */
  List<SQLWarning> execute(String sql, Object... arguments) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(arguments.length == 0 ? sql : sql.formatted(arguments));
      return warnings(statement);
    }
  }

  private static List<SQLWarning> warnings(Statement statement) throws SQLException {
    return Stream.iterate(statement.getWarnings(), w -> w != null, SQLWarning::getNextWarning)
        .filter(warning -> !warning.getSQLState().startsWith("00"))
        .toList();
  }

  /** Applies V021 in one transaction. */
  void migrate() throws SQLException {
    execute(TestPostgres.migration("V021__fix_cache_invalidation_trigger_logic.sql"));
  }

  /** The columns of all rows, as text. */
  List<List<@Nullable String>> rows(String sql, Object... arguments) throws SQLException {
    try (var statement = connection.createStatement();
        var result =
            statement.executeQuery(arguments.length == 0 ? sql : sql.formatted(arguments))) {
      var rows = new ArrayList<List<@Nullable String>>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    }
  }

  private static List<@Nullable String> row(ResultSet result) throws SQLException {
    var row = new ArrayList<@Nullable String>();
    for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
      row.add(result.getString(column));
    }
    return row;
  }

  /** The only column of the only row. */
  @Nullable String value(String sql, Object... arguments) throws SQLException {
    var rows = rows(sql, arguments);
    assertThat(rows).hasSize(1);
    return rows.getFirst().getFirst();
  }

  /** What was announced since the last call, in order. */
  List<Notification> notifications() throws SQLException {
    var received = connection.unwrap(PGConnection.class).getNotifications();
    return Stream.of(received).map(n -> understood(n.getParameter())).toList();
  }

  private static Notification understood(String payload) {
    return switch (PARSER.parse(Utf8Text.of(payload), Instant.EPOCH)) {
      case Parsed.Understood understood -> understood.notification();
      case Parsed.NotUnderstood not -> throw new AssertionError(not.malformed().toString());
    };
  }

  /** The same as {@link #notifications}, without what differs from run to run. */
  List<Announced> announced() throws SQLException {
    return notifications().stream()
        .map(n -> new Announced(n.table(), n.operation(), n.userId(), n.recordId(), n.agentId()))
        .toList();
  }

  /** What a notification says about a row. */
  record Announced(
      String table,
      String operation,
      @Nullable String userId,
      @Nullable String recordId,
      @Nullable String agentId) {}

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
