package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import java.util.Comparator;
import java.util.List;

/**
 * What a user calls a connection, and what they said its database is for. Immutable.
 *
 * <p>A database that is opened by its URL alone is for what the kept connections to it say, and of
 * several that differ for the one that asks for the most care. Where none says anything it is like
 * a kept connection without an environment: each action is confirmed, and no name is to be typed.
 */
public record ConnectionLabel(String name, Environment environment) {

  static ConnectionLabel of(ConnectionProfile profile) {
    return new ConnectionLabel(profile.name(), profile.environment());
  }

  /** Of what is opened by its URL. */
  static ConnectionLabel of(ConnectionSettings settings, List<ConnectionProfile> kept) {
    return kept.stream()
        .filter(profile -> profile.isReachedBy(settings))
        .max(Comparator.comparing(ConnectionProfile::environment))
        .map(ConnectionLabel::of)
        .orElseGet(() -> of(settings.place()));
  }

  /** Of a database of which nobody said what it is for. */
  public static ConnectionLabel of(String name) {
    return new ConnectionLabel(name, Environment.NONE);
  }
}
