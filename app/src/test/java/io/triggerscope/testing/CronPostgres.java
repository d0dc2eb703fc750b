package io.triggerscope.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.triggerscope.model.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's PostgreSQL 15 with its pg_cron, which keeps its jobs in database {@code app}; that one
 * is migrated, but has no extension yet.
 */
public final class CronPostgres implements AutoCloseable {

  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final Path EXTENSION =
      Path.of("/usr/share/postgresql/15/extension/pg_cron.control");

  /** A server refuses to run as root; the packages bring this user. */
  private static final String USER = "postgres";

  private final Path folder;
  private final int port;

  public CronPostgres(Path parent) {
    folder = parent.resolve("cron");
    try {
      port = freePort();
      Files.createDirectory(folder);
      if (isRoot()) {
        parent.toFile().setExecutable(true, false);
        Files.setOwner(
            folder,
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
      }
      run("initdb", "-D", data(), "-A", "trust", "-U", "postgres", "-N");
      var configuration =
          """
          port = %d
          listen_addresses = 'localhost'
          unix_socket_directories = ''
          fsync = off
          shared_preload_libraries = 'pg_cron'
          cron.database_name = 'app'
          cron.use_background_workers = on
          max_worker_processes = 20
          """
              .formatted(port);
      Files.writeString(Path.of(data(), "postgresql.auto.conf"), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("pg_ctl", "-D", data(), "-w", "-l", folder.resolve("log").toString(), "start");
    TestPostgres.execute(settings("postgres"), "CREATE DATABASE app");
    for (var migration :
        List.of("demo/V001__demo_schema.sql", "V021__fix_cache_invalidation_trigger_logic.sql")) {
      TestPostgres.execute(settings("app"), TestPostgres.migration(migration));
    }
  }

  /** Where the packages are missing the test is skipped, but not in CI. */
  public static void assumePresent() {
    boolean present = Files.exists(EXTENSION);
    if (System.getenv("CI") != null) {
      assertThat(present).as("in CI there is a pg_cron").isTrue();
    }
    assumeThat(present).as("pg_cron is installed").isTrue();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        "jdbc:postgresql://localhost:" + port + "/" + database,
        "postgres",
        "postgres",
        ConnectionSettings.DEFAULT_CHANNEL,
        ConnectionSettings.DEFAULT_SCHEMA,
        false);
  }

  @Override
  public void close() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }
}
