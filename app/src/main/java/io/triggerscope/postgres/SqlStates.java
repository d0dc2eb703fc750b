package io.triggerscope.postgres;

import io.triggerscope.model.Failure;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What an SQLSTATE means for us; the only place that decides it. Pure functions.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
final class SqlStates {

  /**
   * {@code read_only_sql_transaction}: the session's own setting, or, as LISTEN works in a
   * read-only session, for LISTEN a standby.
   */
  static final String READ_ONLY = "25006";

  static final String CONNECTION_FAILURE = "08006";

  /** {@code active_sql_transaction}: what cannot run in a transaction was run in one. */
  private static final String ACTIVE_TRANSACTION = "25001";

  /**
   * {@code invalid_transaction_termination}: a procedure ends a transaction that is not its own.
   */
  private static final String TRANSACTION_TERMINATION = "2D000";

  /** {@code lock_not_available}: a lock was waited for longer than {@code lock_timeout}. */
  static final String LOCK_TIMEOUT = "55P03";

  /** What is said of a question whose thread was interrupted. */
  static final String CANCELLED = "It was cancelled here.";

  private SqlStates() {}

  /**
   * The failure in an exception of a library that stands on JDBC; empty when there is none in it,
   * so that it is a bug. To be called on the thread that was served, since an interrupt of it
   * counts.
   */
  static Optional<Failure> failureIn(RuntimeException exception) {
    return innermost(exception)
        .map(
            e ->
                Thread.currentThread().isInterrupted()
                    ? new Failure.TimedOut(CANCELLED)
                    : failure(e));
  }

  /** Whether {@code lock_timeout} ended it, so that another try may succeed. */
  static boolean isLockTimeout(RuntimeException exception) {
    return innermost(exception)
        .map(SQLException::getSQLState)
        .filter(LOCK_TIMEOUT::equals)
        .isPresent();
  }

  /** Whether it failed since it ran inside a transaction. */
  static boolean needsNoTransaction(SQLException exception) {
    return ACTIVE_TRANSACTION.equals(exception.getSQLState())
        || TRANSACTION_TERMINATION.equals(exception.getSQLState());
  }

  /** Whether it failed since what it was to make is there: a table, column, function, and so on. */
  static boolean isAlreadyThere(SQLException exception) {
    return switch (exception.getSQLState()) {
      // duplicate_table, duplicate_column, duplicate_function, duplicate_schema, duplicate_object
      case "42P07", "42701", "42723", "42P06", "42710" -> true;
      case null, default -> false;
    };
  }

  /** The pool wraps what the server said. */
  private static Optional<SQLException> innermost(RuntimeException exception) {
    return Stream.<@Nullable Throwable>iterate(exception, e -> e != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  /** Wrong password, no such role, no entry in {@code pg_hba.conf}. */
  static boolean isRefusedLogin(SQLException exception) {
    var state = exception.getSQLState();
    return state != null && state.startsWith("28");
  }

  static Failure failure(SQLException exception) {
    var message = message(exception);
    var state = exception.getSQLState();
    if (state == null) {
      // the pool's own: no session came free in time
      return exception instanceof SQLTransientException
          ? new Failure.TimedOut(message)
          : new Failure.Unexpected(message);
    }
    return failure(state, message);
  }

  static Failure failure(String state, String message) {
    return switch (state) {
      // query_canceled, lock_not_available, and the four time-outs that end a session
      case "57014", LOCK_TIMEOUT, "25P03", "25P04", "57P05" -> new Failure.TimedOut(message);
      // admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped
      case "57P01", "57P02", "57P03", "57P04" -> new Failure.Unreachable(message);
      // insufficient_privilege, and a write in a read-only session
      case "42501", READ_ONLY -> new Failure.Denied(message);
      // database, schema, table, column, function, other object
      case "3D000", "3F000", "42P01", "42703", "42883", "42704" -> new Failure.Missing(message);
      default -> ofClass(state, message);
    };
  }

  private static Failure ofClass(String state, String message) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> new Failure.Unreachable(message);
      case "28" -> new Failure.Denied(message);
      default -> new Failure.Unexpected(message);
    };
  }

  /** The server's message with its detail and hint, else the driver's with its cause. */
  static String message(SQLException exception) {
    var server = exception instanceof PSQLException e ? e.getServerErrorMessage() : null;
    return server == null
        ? joined(exception.getMessage(), cause(exception))
        : joined(server.getMessage(), server.getDetail(), server.getHint());
  }

  /** What the server said while a statement ran: warnings and notices. */
  static List<String> messages(Statement statement) throws SQLException {
    var messages = new ArrayList<String>();
    for (var warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      messages.add(message(warning));
    }
    return List.copyOf(messages);
  }

  private static @Nullable String cause(SQLException exception) {
    var cause = exception.getCause();
    return switch (cause) {
      case null -> null;
      case SQLException e -> message(e);
      case java.net.UnknownHostException e -> "Unknown host: " + e.getMessage();
      default -> cause.getMessage();
    };
  }

  /** The parts as sentences; the last stays as it is. */
  private static String joined(@Nullable String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .map(String::strip)
        .distinct()
        .reduce((first, next) -> first + (first.endsWith(".") ? " " : ". ") + next)
        .orElse("It gave no reason.");
  }
}
