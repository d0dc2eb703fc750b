package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time between the last proven contact on the LISTEN connection and the next successful LISTEN:
 * notifications sent then are gone. Immutable.
 *
 * @param missed how many there were for each table, those without any left out; an estimate, for
 *     which see {@link RowChanges}; null where the server's counters are not known at both ends
 */
public record BlindWindow(
    Instant from, Instant to, String reason, @Nullable Map<String, Long> missed)
    implements FeedEvent {

  @Override
  public Instant at() {
    return from;
  }

  public Duration duration() {
    return Duration.between(from, to);
  }
}
