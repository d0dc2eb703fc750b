package io.triggerscope.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens sessions until the server refuses a login, and tries no more after that: the pool would
 * retry a password that was changed many times a second, and accounts get locked. Safe for any
 * thread.
 */
final class GuardedLogins extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private transient volatile @Nullable SQLException refusal;

  @Override
  public Connection getConnection() throws SQLException {
    var refused = refusal;
    if (refused != null) {
      throw new SQLException(SqlStates.message(refused), refused.getSQLState(), refused);
    }
    try {
      return super.getConnection();
    } catch (SQLException e) {
      if (SqlStates.isRefusedLogin(e)) {
        refusal = e;
      }
      throw e;
    }
  }
}
