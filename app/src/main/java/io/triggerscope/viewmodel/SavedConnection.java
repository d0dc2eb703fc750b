package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.Environment;

/** One line of the list of kept connections. Immutable. */
public record SavedConnection(String name, String place, Environment environment) {

  static SavedConnection of(ConnectionProfile profile) {
    return new SavedConnection(
        profile.name(),
        profile.place() + (profile.readOnly() ? " · read-only" : ""),
        profile.environment());
  }
}
