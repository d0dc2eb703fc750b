package io.triggerscope.bench;

import io.triggerscope.testing.TestPostgres;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the feed beside other listeners on one server, and prints the tables: {@code mvn -q
 * test-compile exec:exec@feed-speed}.
 */
final class FeedSpeed {

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
    System.out.println(Drain.run(500_000, 5).markdown());
  }
}
