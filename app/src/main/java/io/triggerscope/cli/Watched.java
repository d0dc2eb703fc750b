package io.triggerscope.cli;

import io.triggerscope.connection.ConnectionUrl;
import io.triggerscope.connection.Passwords;
import io.triggerscope.model.ConnectionSettings;
import picocli.CommandLine.Option;

/** The options that say what to watch in the database. Filled by picocli. */
public class Watched {

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = ConnectionSettings.DEFAULT_CHANNEL,
      converter = ChannelConverter.class,
      description = "The channel to listen on; case matters. Default: ${DEFAULT-VALUE}.")
  private String channel = ConnectionSettings.DEFAULT_CHANNEL;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = ConnectionSettings.DEFAULT_SCHEMA,
      description = "Where the tables and functions are. Default: ${DEFAULT-VALUE}.")
  private String schema = ConnectionSettings.DEFAULT_SCHEMA;

  /**
   * What to watch on the database at {@code url}.
   *
   * @param readOnly whether nothing that writes is to be offered
   */
  public ConnectionSettings on(ConnectionUrl url, boolean readOnly) {
    var password = new Passwords(System::getenv).choose(null, url);
    return url.settings(password, channel, schema, readOnly);
  }

  /** The same on a database whose settings are known. */
  ConnectionSettings on(ConnectionSettings known) {
    return new ConnectionSettings(
        known.jdbcUrl(), known.user(), known.password(), channel, schema, known.readOnly());
  }
}
