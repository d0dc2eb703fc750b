package io.triggerscope.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ServerInfo;
import io.triggerscope.postgres.Sessions.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The watched database: a small pool of bounded sessions, and what the server said of itself. Safe
 * for any thread; every method that asks the server blocks until it has answered.
 */
public final class Target implements AutoCloseable {

  private static final int POOL_SIZE = 4;
  private static final Duration WAIT_FOR_SESSION = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Sessions sessions;
  private final ServerInfo server;
  private final HikariDataSource pool;
  private final Jdbi background;
  private final Jdbi action;
  private final Jdbi stream;

  private Target(Sessions sessions, ServerInfo server) {
    this.sessions = sessions;
    this.server = server;
    this.pool = pool(sessions.unlogged(Purpose.READ));
    this.background = jdbi(sessions.logged(pool, Purpose.READ));
    this.action = jdbi(sessions.plain(Purpose.ACTION));
    this.stream =
        Jdbi.create(sessions.plain(Purpose.EXPORT)).registerArrayType(String.class, "text");
  }

  /**
   * Proves the credentials on one plain connection, then opens the pool, which makes no connection
   * before it is asked for one: a pool that starts with a wrong password tries it several times a
   * second, and accounts get locked.
   */
  public static Outcome<Target> open(ConnectionSettings settings, StatementLog log) {
    if (!Sessions.understands(settings.jdbcUrl())) {
      return new Outcome.Failed<>(
          new Failure.Unreachable(settings.jdbcUrl() + " is not a URL of a PostgreSQL server."));
    }
    var sessions = new Sessions(settings, log);
    return ask(jdbi(sessions.plain(Purpose.READ)), Target::serverInfo)
        .then(
            server ->
                server.standby()
                    ? new Outcome.Failed<>(new Failure.Standby("Connect to its primary."))
                    : new Outcome.Done<>(new Target(sessions, server)));
  }

  public ConnectionSettings settings() {
    return sessions.settings();
  }

  public ServerInfo server() {
    return server;
  }

  public StatementLog statementLog() {
    return sessions.log();
  }

  Sessions sessions() {
    return sessions;
  }

  /** Asks in a read-only session of the pool, for a screen that keeps itself up to date. */
  <T> Outcome<T> read(Function<Handle, T> question) {
    return ask(background, question);
  }

  /** Acts in a session of its own, for a person who pressed a button. */
  <T> Outcome<T> act(Function<Handle, T> deed) {
    return ask(action, deed);
  }

  /** Does something that writes, unless this connection is read-only. */
  <T> Outcome<T> ifWritable(Supplier<Outcome<T>> deed) {
    return settings().readOnly()
        ? new Outcome.Failed<>(new Failure.Denied("This connection is read-only."))
        : deed.get();
  }

  /**
   * Acts in a session of its own, within these limits.
   *
   * @param opened told the server's process of the session
   */
  <T> Outcome<T> act(Limits limits, IntConsumer opened, Function<Handle, T> deed) {
    return ask(jdbi(sessions.limited(limits, opened)), deed);
  }

  /**
   * Ends sessions of ours on the server if the calling thread was interrupted, which ended them
   * here alone: the server would go on with the statement, and keep its locks, until that has
   * ended.
   */
  void endIfInterrupted(Collection<Integer> pids) {
    // an interrupted thread could not ask
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      act(
          handle ->
              handle
                  .createQuery(sql(Target.class, "end"))
                  .bind("pids", pids.toArray(Integer[]::new))
                  .mapTo(Boolean.class)
                  .list());
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reads in a read-only session of its own, in a transaction, for what a person wants to have
   * whole: rows can be fetched part by part.
   */
  <T> Outcome<T> stream(Function<Handle, T> reading) {
    return ask(stream, handle -> handle.inTransaction(reading::apply));
  }

  /** The SQL of the resource {@code <simple name of owner>/<name>.sql} beside this class. */
  static String sql(Class<?> owner, String name) {
    return ClasspathSqlLocator.create().locate(owner, name);
  }

  @Override
  public void close() {
    pool.close();
  }

  private static ServerInfo serverInfo(Handle handle) {
    return handle
        .createQuery(sql(Target.class, "server-info"))
        .map(ConstructorMapper.of(ServerInfo.class))
        .one();
  }

  /** What the server answers; an exception without an SQLException in it is a bug and passes. */
  private static <T> Outcome<T> ask(Jdbi jdbi, Function<Handle, T> question) {
    try {
      return new Outcome.Done<>(jdbi.withHandle(question::apply));
    } catch (JdbiException e) {
      return new Outcome.Failed<>(SqlStates.failureIn(e).orElseThrow(() -> e));
    }
  }

  private static HikariDataSource pool(DataSource source) {
    var config = new HikariConfig();
    config.setPoolName(Sessions.APPLICATION_NAME);
    config.setDataSource(source);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(WAIT_FOR_SESSION.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    return new HikariDataSource(config);
  }

  private static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .setStatementBuilderFactory(connection -> new Scrollable())
        .registerArrayType(String.class, "text")
        .registerArrayType(Integer.class, "int4");
  }

  /** Makes results that the statement log can count; the driver holds all rows in memory anyway. */
  private static final class Scrollable extends DefaultStatementBuilder {

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context)
        throws SQLException {
      return connection.prepareStatement(
          sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
    }
  }
}
