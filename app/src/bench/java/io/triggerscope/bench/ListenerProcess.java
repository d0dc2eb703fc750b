package io.triggerscope.bench;

import io.triggerscope.model.ConnectionSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A running {@link Listener}. On {@code listen} it connects, says {@code listening}, says {@code
 * drained} once it has received what it was told to, and disconnects.
 */
final class ListenerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  /**
   * @param node the folder with the Node scripts and their packages
   */
  ListenerProcess(Listener listener, ConnectionSettings database, int count, Path node)
      throws IOException {
    var command = new ArrayList<>(program(listener, node));
    command.addAll(
        List.of(
            url(listener, database),
            database.channel(),
            Integer.toString(count),
            database.user(),
            database.password()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  private static List<String> program(Listener listener, Path node) {
    return switch (listener) {
      case TRIGGERSCOPE -> java(DrainWithFeed.class);
      case PGJDBC -> java(DrainWithDriver.class);
      case NODE_POSTGRES -> List.of("node", node.resolve("pg.mjs").toString());
      case POSTGRES_JS -> List.of("node", node.resolve("postgres.mjs").toString());
    };
  }

  private static List<String> java(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@packaging/launcher/java.args",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  private static String url(Listener listener, ConnectionSettings database) {
    var place = database.jdbcUrl().substring("jdbc:postgresql://".length());
    return switch (listener) {
      case TRIGGERSCOPE, PGJDBC -> database.jdbcUrl();
      case NODE_POSTGRES, POSTGRES_JS ->
          "postgres://%s:%s@%s".formatted(database.user(), database.password(), place);
    };
  }

  void listen() throws IOException {
    in.println("listen");
    await("listening");
  }

  /** Blocks until everything was received. */
  void drained() throws IOException {
    await("drained");
  }

  /** What the full ring took of the heap of {@link Listener#TRIGGERSCOPE}. */
  long heapBytes() throws IOException {
    return Long.parseLong(await("heap"));
  }

  private String await(String word) throws IOException {
    var line = Objects.requireNonNull(out.readLine(), "the listener has ended");
    if (!line.startsWith(word)) {
      throw new IllegalStateException(line);
    }
    return line.substring(word.length()).strip();
  }

  /** Sends a signal, as in STOP. */
  void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
