package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payload that is not a JSON object with the expected fields; kept, shown and counted. Immutable.
 *
 * @param at when it was received
 * @param text the payload exactly as received; null once it is no longer kept
 * @param reason what is wrong with it, in words
 */
public record Malformed(Instant at, @Nullable Utf8Text text, String reason) implements FeedEvent {

  /** The exact text received; null once it is no longer kept. */
  public @Nullable String payload() {
    return text == null ? null : text.toString();
  }
}
