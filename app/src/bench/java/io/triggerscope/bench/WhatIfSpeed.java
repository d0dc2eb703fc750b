package io.triggerscope.bench;

import io.triggerscope.feed.Batching;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Feed;
import io.triggerscope.feed.WhatIf;
import io.triggerscope.feed.WhatIf.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Measures how long a full ring takes to be replayed with other batching, and prints the table:
 * {@code mvn -q test-compile exec:exec@what-if-speed}.
 */
final class WhatIfSpeed {

  private static final int ROUNDS = 20;

  private WhatIfSpeed() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d CPUs. A ring of %,d notifications; milliseconds, %d rounds.%n%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Feed.DEFAULT_CAPACITY,
        ROUNDS);
    System.out.println("| what | p50 | worst |");
    System.out.println("| --- | ---: | ---: |");
    EventView view = FullRing.view();
    measure("made ready", () -> WhatIf.of(view, Instant.EPOCH));
    var ready = WhatIf.of(view, Instant.EPOCH);
    for (var setting :
        new Setting[] {Setting.TODAY, setting(10, 1, false), setting(2_000, 1_000, true)}) {
      var batching = setting.batching();
      var name =
          "%d ms, %d%s"
              .formatted(
                  batching.window().toMillis(),
                  batching.size(),
                  setting.acrossTransactions() ? ", across transactions" : "");
      measure(name + ": saved", () -> ready.saved(setting));
      measure(name + ": with delays", () -> ready.replay(setting));
    }
  }

  private static Setting setting(long millis, int size, boolean across) {
    return new Setting(new Batching(Duration.ofMillis(millis), size), across);
  }

  private static void measure(String what, Supplier<?> work) {
    var times = Times.of(ROUNDS, work);
    System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", what, times.middle(), times.worst());
  }
}
