package io.triggerscope.model;

import org.jspecify.annotations.Nullable;

/**
 * What the server said of itself and of our session at connect. Immutable.
 *
 * @param version as {@code server_version} says, e.g. {@code 18.6}
 * @param tls the negotiated protocol, e.g. {@code TLSv1.3}; null when the connection is not
 *     encrypted
 * @param monitor whether our role is a member of {@code pg_monitor}
 */
public record ServerInfo(
    String version,
    String database,
    String user,
    boolean standby,
    @Nullable String tls,
    boolean monitor) {}
