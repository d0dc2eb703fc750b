package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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

  public int port() {
    return server.getPort();
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

  private Path data() {
    return folder.resolve("data");
  }

  /** From now on passwords count, which the role postgres has as in {@link #settings()}. */
  public void requirePasswords() {
    var settings = settings();
    TestPostgres.execute(settings, "ALTER ROLE postgres PASSWORD 'postgres'");
    write(data().resolve("pg_hba.conf"), "host all all all scram-sha-256\n");
    TestPostgres.execute(settings, "SELECT pg_reload_conf()");
  }

  /** A streaming standby of this server, in a folder of its own; this one is restarted for it. */
  public OwnPostgres standby(Path folder) {
    stop();
    copy(data(), folder.resolve("data"));
    startAgain();
    write(
        folder.resolve("data/postgresql.auto.conf"),
        "primary_conninfo = 'host=localhost port=%d user=postgres'\n".formatted(server.getPort()));
    write(folder.resolve("data/standby.signal"), "");
    return new OwnPostgres(folder, configuration);
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(
                  file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes it a standby at the next start. */
  public void demote() {
    write(data().resolve("standby.signal"), "");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a signal, as in STOP, to all of the server's processes. */
  public void signal(String name) {
    try {
      var postmaster = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0));
      var command = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(postmaster)));
      ProcessHandle.of(postmaster)
          .orElseThrow()
          .descendants()
          .forEach(process -> command.add(String.valueOf(process.pid())));
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
