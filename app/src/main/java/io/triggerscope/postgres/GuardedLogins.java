package io.triggerscope.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens sessions until the server refuses a login, and tries no more after that: the pool would
 * retry a password that was changed many times a second, and accounts get locked. Safe for any
 * thread.
 */
final class GuardedLogins extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private final boolean readOnly;
  private final transient IntConsumer opened;
  private transient volatile @Nullable SQLException refusal;

  /**
   * @param readOnly whether a session's transactions may not write; set after the login, because
   *     the driver takes a server that says so at the login for a standby
   * @param opened told the server's process of each session
   */
  GuardedLogins(boolean readOnly, IntConsumer opened) {
    this.readOnly = readOnly;
    this.opened = opened;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var refused = refusal;
    if (refused != null) {
      throw new SQLException(SqlStates.message(refused), refused.getSQLState(), refused);
    }
    try {
      var connection = super.getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("SET default_transaction_read_only = " + (readOnly ? "on" : "off"));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      opened.accept(connection.unwrap(PGConnection.class).getBackendPID());
      return connection;
    } catch (SQLException e) {
      if (SqlStates.isRefusedLogin(e)) {
        refusal = e;
      }
      throw e;
    }
  }
}
