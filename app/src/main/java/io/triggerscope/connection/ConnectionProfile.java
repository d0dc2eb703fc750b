package io.triggerscope.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.SslMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the user keeps it, without its password. Immutable.
 *
 * @param name by which the user knows it; unique among the kept ones
 * @param host a name or an address, IPv6 ones without brackets
 * @param user empty: the driver chooses as libpq does
 * @param passwordKept whether the system's keychain has the password of its {@link #login}
 */
public record ConnectionProfile(
    String name,
    String host,
    int port,
    String database,
    String user,
    SslMode sslMode,
    String channel,
    String schema,
    Environment environment,
    boolean readOnly,
    boolean passwordKept) {

  public static final int DEFAULT_PORT = 5432;

  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * @param password null or empty: the driver looks into {@code .pgpass}
   */
  public ConnectionSettings toSettings(@Nullable String password) {
    return new ConnectionSettings(
        "jdbc:postgresql://"
            + place()
            + "/"
            + URLEncoder.encode(database, UTF_8)
            + "?sslmode="
            + sslMode.parameter(),
        user.isEmpty() ? null : user,
        password == null || password.isEmpty() ? null : password,
        channel,
        schema,
        readOnly);
  }

  /** Whether these settings lead, by one of their hosts, to the same database. */
  public boolean isReachedBy(ConnectionSettings settings) {
    var place = settings.place();
    int slash = place.indexOf('/');
    // a JDBC URL of nothing but a database is of one on this computer
    var hosts = slash < 0 ? "localhost" : place.substring(0, slash);
    var name = URLDecoder.decode(place.substring(slash + 1), UTF_8);
    return name.equals(database)
        && COMMA
            .splitAsStream(hosts)
            .map(host -> host.matches(".*:\\d+") ? host : host + ":" + DEFAULT_PORT)
            .anyMatch(place()::equalsIgnoreCase);
  }

  /** The same, its password kept or not. */
  public ConnectionProfile withPasswordKept(boolean kept) {
    return new ConnectionProfile(
        name, host, port, database, user, sslMode, channel, schema, environment, readOnly, kept);
  }

  /**
   * Whom a password lets in, and where: {@code user@host:port/database}. A password is kept for
   * this and not for the name, so that it goes to no other server when the file is changed.
   */
  public String login() {
    return (user.isEmpty() ? "" : user + "@") + place() + "/" + database;
  }

  /** {@code host:port}, with the brackets of an IPv6 address. */
  public String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
