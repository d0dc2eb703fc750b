package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.Environment;

/** What a user calls a connection, and what they said its database is for. Immutable. */
public record ConnectionLabel(String name, Environment environment) {

  static ConnectionLabel of(ConnectionProfile profile) {
    return new ConnectionLabel(profile.name(), profile.environment());
  }

  /** Of a database of which nobody said what it is for. */
  public static ConnectionLabel of(String name) {
    return new ConnectionLabel(name, Environment.NONE);
  }
}
