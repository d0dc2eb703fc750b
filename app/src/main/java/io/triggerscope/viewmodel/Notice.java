package io.triggerscope.viewmodel;

import java.time.Instant;

/** One sentence on how an action ended, and when. Immutable. */
public record Notice(Tone tone, String sentence, Instant at) {

  /** How good the news is. */
  public enum Tone {
    GOOD,
    ATTENTION,
    FAILED
  }
}
