package io.triggerscope.model;

import java.time.Instant;

/** Anything that takes a place on the timeline. */
public sealed interface FeedEvent permits Batch, Malformed, BlindWindow, Marker {

  /** Its place on the time axis: when its first part was received or happened. */
  Instant at();
}
