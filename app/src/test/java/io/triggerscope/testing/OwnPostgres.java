package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A PostgreSQL 18 of one test's own, which it may stop, start again on the same port and data, and
 * configure. Its log is a file, so that a test can count what the server saw.
 */
public final class OwnPostgres implements AutoCloseable {

  private final Path folder;
  private final Map<String, String> configuration;
  private EmbeddedPostgres server;

  public OwnPostgres(Path folder, Map<String, String> configuration) {
    this.folder = folder;
    this.configuration = configuration;
    this.server = start(0);
  }

  private EmbeddedPostgres start(int port) {
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data())
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "off")
              .setErrorRedirector(Redirect.appendTo(log().toFile()))
              .setOutputRedirector(Redirect.appendTo(log().toFile()));
      configuration.forEach(builder::setServerConfig);
      if (port != 0) {
        builder.setPort(port);
      }
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ConnectionSettings settings() {
    return new ConnectionSettings(
        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
        "postgres",
        "postgres",
        ConnectionSettings.DEFAULT_CHANNEL,
        ConnectionSettings.DEFAULT_SCHEMA,
        false);
  }

  public Path data() {
    return folder.resolve("data");
  }

  /** How many lines of the server's log contain {@code text}. */
  public long logLines(String text) {
    try (var lines = Files.lines(log())) {
      return lines.filter(line -> line.contains(text)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void startAgain() {
    server = start(server.getPort());
  }

  @Override
  public void close() {
    stop();
  }
}
