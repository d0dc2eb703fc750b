package io.triggerscope.feed.capture;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ServerInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a capture comes from, without anything secret. Immutable.
 *
 * @param application the version of TriggerScope that recorded it; null where it is not known
 * @param connection what the user called the connection
 * @param host with its port, as the URL says
 */
public record Origin(
    @Nullable String application,
    String connection,
    String host,
    String database,
    String serverVersion,
    String channel,
    String schema) {

  public Origin {
    for (var needed : new String[] {connection, host, database, serverVersion, channel, schema}) {
      Objects.requireNonNull(needed);
    }
  }

  public static Origin of(String connection, ConnectionSettings settings, ServerInfo server) {
    var place = settings.place();
    int slash = place.indexOf('/');
    return new Origin(
        Origin.class.getPackage().getImplementationVersion(),
        connection,
        slash < 0 ? place : place.substring(0, slash),
        server.database(),
        server.version(),
        settings.channel(),
        settings.schema());
  }
}
