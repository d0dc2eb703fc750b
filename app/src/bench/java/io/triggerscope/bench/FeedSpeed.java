package io.triggerscope.bench;

import io.triggerscope.testing.TestPostgres;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the feed beside other listeners on one server, and prints the tables: {@code mvn -q
 * test-compile exec:exec@feed-speed}.
 */
final class FeedSpeed {

  private static final List<String> PARTS = List.of("drain", "latency", "frames");

  private FeedSpeed() {}

  public static void main(String[] arguments) throws Exception {
    // the embedded server tells much on standard error
    Logger.getLogger("").setLevel(Level.WARNING);
    System.out.printf(
        Locale.ROOT,
        "PostgreSQL %s, Java %s, %d CPUs, %s.%n%n",
        TestPostgres.NEWEST.version(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        LocalDate.now(ZoneId.systemDefault()));
    for (var part : arguments.length == 0 ? PARTS : List.of(arguments)) {
      System.out.println(
          switch (part) {
            case "drain" -> Drain.run(500_000, 5).markdown();
            case "latency" -> Latency.run(1_000).markdown();
            case "frames" -> FrameWork.run(20_000).markdown();
            default -> throw new IllegalArgumentException(part + " is none of " + PARTS);
          });
    }
  }
}
