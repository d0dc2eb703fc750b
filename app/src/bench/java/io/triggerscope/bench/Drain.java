package io.triggerscope.bench;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast listeners drain a backlog that piled up while they stood still (SIGSTOP). They take
 * turns, each round in another order, on one server; the first rounds warm them up and do not
 * count.
 *
 * @param notifications in the backlog
 * @param seconds of each round, by listener
 * @param heapBytes that the ring of the feed takes with all that belongs to it
 */
record Drain(int notifications, Map<Listener, List<Double>> seconds, long heapBytes) {

  private static final int WARM_UP = 2;
  private static final int TRANSACTION = 10_000;

  static Drain run(int notifications, int rounds)
      throws IOException, SQLException, InterruptedException {
    var seconds = new EnumMap<Listener, List<Double>>(Listener.class);
    long heapBytes = 0;
    var database = TestPostgres.NEWEST.emptyDatabase();
    var processes = new ArrayList<Map.Entry<Listener, ListenerProcess>>();
    try (var connection = TestPostgres.connect(database)) {
      prepare(connection, notifications);
      var node = nodePackages();
      for (var listener : Listener.values()) {
        processes.add(
            Map.entry(listener, new ListenerProcess(listener, database, notifications, node)));
      }
      for (int round = -WARM_UP; round < rounds; round++) {
        for (var entry : processes) {
          double taken = drain(entry.getValue(), connection, database, notifications);
          if (entry.getKey() == Listener.TRIGGERSCOPE) {
            heapBytes = entry.getValue().heapBytes();
          }
          if (round >= 0) {
            seconds.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(taken);
          }
        }
        Collections.rotate(processes, 1);
      }
    } finally {
      processes.forEach(entry -> entry.getValue().close());
    }
    return new Drain(notifications, seconds, heapBytes);
  }

  private static void prepare(Connection connection, int notifications) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE payloads (n integer PRIMARY KEY, payload text)");
    }
    try (var insert = connection.prepareStatement("INSERT INTO payloads VALUES (?, ?)")) {
      var payloads = TriggerPayloads.of(notifications);
      connection.setAutoCommit(false);
      for (int n = 0; n < notifications; n++) {
        insert.setInt(1, n);
        insert.setString(2, payloads[n]);
        insert.addBatch();
        if (n % TRANSACTION == TRANSACTION - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** In the order of the lock file, beside the scripts. */
  private static Path nodePackages() throws IOException, InterruptedException {
    var folder = Path.of("target/node");
    Files.createDirectories(folder);
    try (var files = Files.list(Path.of("app/src/bench/node"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    var npm =
        new ProcessBuilder("npm", "ci", "--silent", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (npm.waitFor() != 0) {
      throw new IllegalStateException("npm ci failed in " + folder);
    }
    return folder;
  }

  private static double drain(
      ListenerProcess process, Connection connection, ConnectionSettings database, int count)
      throws IOException, SQLException, InterruptedException {
    process.listen();
    process.signal("STOP");
    try (var notify =
        connection.prepareStatement(
            "SELECT count(pg_notify(?, payload)) FROM payloads WHERE n >= ? AND n < ?")) {
      for (int n = 0; n < count; n += TRANSACTION) {
        notify.setString(1, database.channel());
        notify.setInt(2, n);
        notify.setInt(3, n + TRANSACTION);
        notify.execute();
      }
    }
    long start = System.nanoTime();
    process.signal("CONT");
    process.drained();
    return (System.nanoTime() - start) / 1e9;
  }

  private List<Double> rounds(Listener listener) {
    return seconds.getOrDefault(listener, List.of());
  }

  private double median(Listener listener) {
    var sorted = rounds(listener).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  String markdown() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            A backlog of %,d notifications, %d characters each on average, built while the listener was stopped; the middle of %d rounds.

            | listener | seconds | from – to | notifications a second | times as fast: TriggerScope |
            | --- | ---: | ---: | ---: | ---: |
            """,
            notifications,
            TriggerPayloads.averageLength(TriggerPayloads.of(notifications)),
            rounds(Listener.PGJDBC).size()));
    for (var listener : Listener.values()) {
      var all = rounds(listener);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f – %.2f | %,.0f | %.2f |%n",
              listener.title(),
              median(listener),
              Collections.min(all),
              Collections.max(all),
              notifications / median(listener),
              median(listener) / median(Listener.TRIGGERSCOPE)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe ring of %,d notifications takes %,.1f MB of the heap, %d bytes each, everything included.%n",
            notifications,
            heapBytes / 1e6,
            heapBytes / notifications));
    return text.toString();
  }
}
