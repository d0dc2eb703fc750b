package io.triggerscope.postgres;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Limits;
import io.triggerscope.model.LoggedStatement.Origin;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.common.BaseDataSource;

/**
 * How every session on the watched database is opened: its name, its limits, and the statement log
 * that hears each of its statements. Immutable; safe for any thread.
 *
 * @param settings where to, and as whom
 * @param log where the statements are written
 */
record Sessions(ConnectionSettings settings, StatementLog log) {

  /** By this name a DBA finds the sessions in {@code pg_stat_activity}. */
  static final String APPLICATION_NAME = "TriggerScope";

  private static final int LOGIN_SECONDS = 10;
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(30);

  /** What a session is for, which decides who is logged as its origin and what it may do. */
  enum Purpose {
    /** Reads for a screen; cannot write. */
    READ(Origin.BACKGROUND, true, Duration.ofSeconds(30), 10),
    /** The LISTEN connection; cannot write. It is retried, so a try is short. */
    LISTEN(Origin.BACKGROUND, true, Duration.ofSeconds(30), 1),
    /** What a person asked for by a button. */
    ACTION(Origin.ACTION, false, Duration.ofSeconds(30), 10),
    /** Reads for a file, likewise by a button; cannot write. The limit is for each part. */
    EXPORT(Origin.ACTION, true, Duration.ofMinutes(5), 10),
    /** Migrations, likewise by a button, but they may take longer. */
    MIGRATION(Origin.ACTION, false, Duration.ofMinutes(5), 10);

    private final Origin origin;
    private final boolean readOnly;
    private final Duration statementTimeout;
    private final int connectSeconds;

    Purpose(Origin origin, boolean readOnly, Duration statementTimeout, int connectSeconds) {
      this.origin = origin;
      this.readOnly = readOnly;
      this.statementTimeout = statementTimeout;
      this.connectSeconds = connectSeconds;
    }
  }

  /** Whether the driver understands the URL; it tells no more about one that it does not. */
  static boolean understands(String jdbcUrl) {
    return Driver.parseURL(jdbcUrl, new Properties()) != null;
  }

  /** Opens one session on each call, and logs what runs in it. */
  DataSource plain(Purpose purpose) {
    return logged(unlogged(purpose), purpose);
  }

  /**
   * Likewise, for scripts.
   *
   * @param opened told the server's process of each session
   */
  DataSource limited(Limits limits, IntConsumer opened) {
    return logged(
        unlogged(Purpose.MIGRATION, limits.lockTimeout(), limits.statementTimeout(), opened),
        Purpose.MIGRATION);
  }

  /**
   * Opens a session that is to listen on each call; its {@link NotificationInput} is found by
   * {@code key}. There is none when the URL names sockets of its own, or has the stream encrypted
   * by GSS, which the driver does above the socket.
   */
  DataSource listening(String key) {
    var source = unlogged(Purpose.LISTEN);
    if (source.getSocketFactory() == null
        && Objects.equals(source.getSslfactory(), PGProperty.SSL_FACTORY.getDefaultValue())
        && !mayEncryptByGss(source.getGssEncMode())) {
      source.setSocketFactory(NotificationSockets.class.getName());
      source.setSocketFactoryArg(key);
      source.setSslfactory(NotificationTlsSockets.class.getName());
    }
    return logged(source, Purpose.LISTEN);
  }

  private static boolean mayEncryptByGss(@Nullable String mode) {
    return "prefer".equals(mode) || "require".equals(mode);
  }

  /** Wraps {@code source} so that each statement is written to the log. */
  DataSource logged(DataSource source, Purpose purpose) {
    var recorder = new StatementRecorder(log, purpose.origin);
    return ProxyDataSourceBuilder.create(source)
        .listener(recorder)
        .methodListener(recorder)
        .build();
  }

  /** What {@link #logged} wraps: for the pool, which is to be wrapped as a whole. */
  GuardedLogins unlogged(Purpose purpose) {
    return unlogged(purpose, LOCK_TIMEOUT, purpose.statementTimeout, _ -> {});
  }

  private GuardedLogins unlogged(
      Purpose purpose, Duration lockTimeout, Duration statementTimeout, IntConsumer opened) {
    var source = new GuardedLogins(purpose.readOnly || settings.readOnly(), opened);
    // the URL first: what it says on the points below gives way to what the product promises
    source.setURL(settings.jdbcUrl());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName(APPLICATION_NAME);
    source.setConnectTimeout(purpose.connectSeconds);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setTcpKeepAlive(true);
    // of several hosts another one may be the primary by now
    source.setHostRecheckSeconds(0);
    source.setCurrentSchema('"' + settings.schema().replace("\"", "\"\"") + '"');
    source.setOptions(options(source, lockTimeout, statementTimeout));
    return source;
  }

  private String options(BaseDataSource source, Duration lockTimeout, Duration statementTimeout) {
    var fromUrl = source.getOptions();
    return (fromUrl == null ? "" : fromUrl + " ")
        // the migrations let the triggers announce where this connection listens
        + option("triggerscope.channel", settings.channel())
        // a plan for any values would read all of a log to find its last hour
        + option("plan_cache_mode", "force_custom_plan")
        + option("statement_timeout", statementTimeout.toMillis())
        + option("lock_timeout", lockTimeout.toMillis())
        + option("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION.toMillis());
  }

  private static String option(String name, Object value) {
    // PostgreSQL splits at blanks, and takes any character after a backslash as it is
    return "-c " + name + "=" + value.toString().replaceAll("[\\s\\\\]", "\\\\$0") + " ";
  }
}
