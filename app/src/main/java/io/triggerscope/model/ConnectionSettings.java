package io.triggerscope.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * All that is needed to open sessions on one database. Immutable.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host[:port][,host…]/database[?parameter=value…]}, without
 *     user and password
 * @param user the role; null lets the driver choose as libpq does
 * @param password null lets the driver look into {@code .pgpass}
 * @param channel the channel to LISTEN on, as it is: case matters, no quotes
 * @param schema where the tables and functions of the contract are
 * @param readOnly whether sessions are opened with {@code default_transaction_read_only=on} and
 *     nothing that writes is offered
 */
public record ConnectionSettings(
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    String channel,
    String schema,
    boolean readOnly) {

  public static final String DEFAULT_CHANNEL = "cache_invalidation";
  public static final String DEFAULT_SCHEMA = "public";
  public static final int LONGEST_CHANNEL_BYTES = 63;

  /** Whether PostgreSQL takes it for a channel's name as it is: 1 to 63 bytes. */
  public static boolean isChannel(String name) {
    return !name.isEmpty() && name.getBytes(UTF_8).length <= LONGEST_CHANNEL_BYTES;
  }

  /** {@code host[:port][,host…]/database}: the URL without what need not be shown. */
  public String place() {
    return jdbcUrl.replaceFirst("^jdbc:postgresql:/*", "").replaceFirst("\\?.*", "");
  }

  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return jdbcUrl + " user=" + user + " channel=" + channel + " schema=" + schema;
  }
}
