package io.triggerscope.postgres;

import io.triggerscope.model.ServerClock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the newest round trips of one session told of the server's clock. Immutable.
 *
 * @param newest at most {@value #MOST}, the newest first
 */
record ClockSamples(List<ServerClock> newest) {

  static final ClockSamples NONE = new ClockSamples(List.of());

  static final int MOST = 20;

  /** With one more in place of the oldest; none if this computer's clock was set back meanwhile. */
  ClockSamples with(ServerClock sample) {
    return sample.uncertainty().isNegative()
        ? this
        : new ClockSamples(Stream.concat(Stream.of(sample), newest.stream()).limit(MOST).toList());
  }

  /** That of the shortest round trip, the newest of equals; null if there is none. */
  @Nullable ServerClock best() {
    return newest.stream().min(Comparator.comparing(ServerClock::uncertainty)).orElse(null);
  }
}
