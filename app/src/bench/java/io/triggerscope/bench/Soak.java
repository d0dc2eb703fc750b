package io.triggerscope.bench;

import static java.util.Objects.requireNonNull;

import com.sun.management.UnixOperatingSystemMXBean;
import io.triggerscope.feed.Batching;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.testing.TestPostgres;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets a feed run for long at 2,000 notifications a second, breaks its connection now and then, and
 * looks whether heap, threads and files stay what they were: {@code mvn -q test-compile
 * exec:exec@soak -Dsoak=PT8H}. Exits with 1 if they do not.
 *
 * @param samples taken at equal distances, after a third of the time
 */
record Soak(List<Sample> samples, FeedCounters counters, int broken) {

  private static final int PER_SECOND = 2_000;
  private static final int TRANSACTION = 20;
  private static final int SAMPLES = 30;
  private static final int BETWEEN_BREAKS = 6;
  private static final long SLACK_BYTES = 1 << 20;

  /** What the process holds; the heap after a collection. */
  private record Sample(long heap, long threads, long files) {

    static Sample take() {
      var memory = ManagementFactory.getMemoryMXBean();
      memory.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Sample(
          memory.getHeapMemoryUsage().getUsed(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount());
    }
  }

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    // the embedded server tells much on standard error
    Logger.getLogger("").setLevel(Level.SEVERE);
    var time = Duration.parse(arguments[0]);
    // so many that the ring is full when the first sample is taken
    var soak = run(time, Math.min(500_000, time.toSeconds() * PER_SECOND / 4));
    System.out.println(soak.markdown(time));
    System.exit(soak.problems().isEmpty() ? 0 : 1);
  }

  static Soak run(Duration time, long capacity) throws SQLException, InterruptedException {
    var database = TestPostgres.NEWEST.emptyDatabase();
    var counters = new AtomicReference<>(FeedCounters.ZERO);
    var samples = new ArrayList<Sample>();
    int broken = 0;
    try (var _ =
            new ListeningFeed(
                database,
                Batching.DEFAULT,
                capacity,
                snapshot -> counters.set(snapshot.counters()));
        var sender = new Sender(database, TRANSACTION)) {
      for (int part = 0; part < SAMPLES * 3 / 2; part++) {
        if (part % BETWEEN_BREAKS == BETWEEN_BREAKS - 1) {
          disconnect(database);
          broken++;
        }
        sender.send(PER_SECOND, time.dividedBy(SAMPLES * 3 / 2));
        if (part >= SAMPLES / 2) {
          samples.add(Sample.take());
        }
      }
      return new Soak(samples, requireNonNull(counters.get()), broken);
    }
  }

  private static void disconnect(ConnectionSettings database) {
    TestPostgres.execute(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'TriggerScope' AND datname = current_database()");
  }

  /** What grew, in words; empty if all is well. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    int third = samples.size() / 3;
    var first = samples.subList(0, third);
    var last = samples.subList(samples.size() - third, samples.size());
    compare(
        "heap", greatest(first, Sample::heap), least(last, Sample::heap), SLACK_BYTES, problems);
    compare("threads", greatest(first, Sample::threads), least(last, Sample::threads), 0, problems);
    compare("files", greatest(first, Sample::files), least(last, Sample::files), 0, problems);
    if (counters.blindWindows() != broken) {
      problems.add(broken + " times broken, " + counters.blindWindows() + " blind windows");
    }
    if (counters.malformed() > 0 || counters.evicted() == 0) {
      problems.add(counters.toString());
    }
    return problems;
  }

  private static void compare(
      String what, long before, long after, long slack, List<String> problems) {
    if (after > before + slack) {
      problems.add("%s grew from %,d to %,d".formatted(what, before, after));
    }
  }

  private static long greatest(List<Sample> samples, ToLongFunction<Sample> value) {
    return samples.stream().mapToLong(value).max().orElseThrow();
  }

  private static long least(List<Sample> samples, ToLongFunction<Sample> value) {
    return samples.stream().mapToLong(value).min().orElseThrow();
  }

  String markdown(Duration time) {
    return String.format(
        Locale.ROOT,
        """
        %s at %,d notifications a second: %,d received, %,d evicted, %d times disconnected.

        | after | heap after a collection, MB | threads | files |
        | --- | ---: | ---: | ---: |
        %s%s
        %s
        """,
        time,
        PER_SECOND,
        counters.received(),
        counters.evicted(),
        broken,
        row("a third", samples.getFirst()),
        row("all", samples.getLast()),
        problems().isEmpty() ? "Nothing grew." : String.join("; ", problems()));
  }

  private static String row(String title, Sample sample) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %d | %d |%n",
        title,
        sample.heap / 1e6,
        sample.threads,
        sample.files);
  }
}
