package io.triggerscope.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One NOTIFY payload received on the channel and understood. Immutable.
 *
 * @param table the table whose row changed, as the payload names it
 * @param operation INSERT, UPDATE, DELETE or whatever else the payload says
 * @param userId whose caches are concerned; usually a UUID, any text is kept
 * @param recordId the changed row's key; usually a UUID
 * @param agentId the agent concerned, where there is one
 * @param timestamp the payload's own time: for our trigger the start of the transaction, by the
 *     server's clock
 * @param batchId PostgreSQL's transaction id, as text
 * @param receivedAt when it was read from the socket, by this computer's clock
 * @param text the payload exactly as received, unknown fields included; null once it is no longer
 *     kept
 */
public record Notification(
    String table,
    String operation,
    @Nullable String userId,
    @Nullable String recordId,
    @Nullable String agentId,
    Instant timestamp,
    String batchId,
    Instant receivedAt,
    @Nullable Utf8Text text) {

  /** The operation of the synthetic notifications that {@code test_cache_invalidation()} sends. */
  public static final String TEST = "TEST";

  /** The exact text received; null once it is no longer kept. */
  public @Nullable String payload() {
    return text == null ? null : text.toString();
  }
}
