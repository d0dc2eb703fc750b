package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A PgBouncer in transaction mode before a server. */
public final class PgBouncer implements AutoCloseable {

  private final ConnectionSettings direct;
  private final int port;
  private final Process process;

  public PgBouncer(ConnectionSettings settings, Path folder) {
    this.direct = settings;
    var url = URI.create(settings.jdbcUrl().substring("jdbc:".length()));
    var users = folder.resolve("users.txt");
    var configuration = folder.resolve("pgbouncer.ini");
    try {
      this.port = freePort();
      Files.writeString(users, "\"%s\" \"%s\"\n".formatted(settings.user(), settings.password()));
      Files.writeString(
          configuration,
          """
          [databases]
          * = host=localhost port=%d
          [pgbouncer]
          listen_addr = localhost
          listen_port = %d
          unix_socket_dir =
          auth_type = trust
          auth_file = %s
          pool_mode = transaction
          ignore_startup_parameters = extra_float_digits, options, search_path
          """
              .formatted(url.getPort(), port, users));
      // it refuses to run as root
      readableByAll(folder, users, configuration);
      var user = System.getProperty("user.name").equals("root") ? "nobody" : null;
      var command = new ProcessBuilder("pgbouncer", configuration.toString());
      if (user != null) {
        command.command("pgbouncer", "-u", user, configuration.toString());
      }
      process =
          command
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("pgbouncer.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::answers);
  }

  private static void readableByAll(Path... paths) {
    for (var path : paths) {
      path.toFile().setReadable(true, false);
      path.toFile().setExecutable(path.toFile().isDirectory(), false);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (var _ = new Socket("localhost", port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The same database, through PgBouncer. */
  public ConnectionSettings settings() {
    return new ConnectionSettings(
        direct.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/"),
        direct.user(),
        direct.password(),
        direct.channel(),
        direct.schema(),
        direct.readOnly());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
