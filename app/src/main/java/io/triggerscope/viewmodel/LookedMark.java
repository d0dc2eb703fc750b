package io.triggerscope.viewmodel;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Up to which error the user has seen the log of one database, from one visit of the screen to the
 * next; kept among the preferences. Confined to the FX thread.
 */
final class LookedMark {

  /** The newest id at a time. */
  record Look(long id, Instant at) {

    static @Nullable Look of(String text) {
      var parts = text.split(" ", 2);
      try {
        return parts.length < 2
            ? null
            : new Look(Long.parseLong(parts[0]), Instant.parse(parts[1]));
      } catch (NumberFormatException | DateTimeParseException e) {
        return null;
      }
    }
  }

  private final Preferences preferences;
  private final String key;
  private @Nullable Look before;

  LookedMark(Preferences preferences, String database) {
    this.preferences = preferences;
    this.key = "errors-looked " + database;
    begin();
  }

  /** A visit begins: what was seen until now is what was seen before it. */
  void begin() {
    before = Look.of(preferences.get(key));
  }

  /** When the user looked before this visit; null when this is the first. */
  @Nullable Instant at() {
    return before == null ? null : before.at;
  }

  /** The newest id then; 0 when this is the first visit. */
  long id() {
    return before == null ? 0 : before.id;
  }

  /** In this visit all was seen up to this id. */
  void seen(long id, Instant at) {
    preferences.put(key, id + " " + at);
  }
}
