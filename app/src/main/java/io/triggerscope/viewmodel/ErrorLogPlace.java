package io.triggerscope.viewmodel;

import io.triggerscope.model.ConnectionSettings;

/**
 * Where a {@code trigger_error_log} is. Immutable.
 *
 * @param database by which the preferences tell it from others
 */
record ErrorLogPlace(String database, String schema) {

  static ErrorLogPlace of(Session session) {
    return switch (session) {
      case LiveSession live -> of(live.settings());
      case CaptureSession capture -> {
        var origin = capture.contents().origin();
        yield new ErrorLogPlace(origin.host() + "/" + origin.database(), origin.schema());
      }
    };
  }

  static ErrorLogPlace of(ConnectionSettings settings) {
    return new ErrorLogPlace(settings.place(), settings.schema());
  }

  /** As a part of the name of a preference. */
  String key() {
    return database + " " + schema;
  }
}
