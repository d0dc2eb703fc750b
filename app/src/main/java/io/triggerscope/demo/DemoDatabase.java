package io.triggerscope.demo;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.Migrations;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import net.harawata.appdirs.AppDirsFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private PostgreSQL on this computer with the demo's six tables, migrated and ready. It listens
 * on localhost only, with a password made at its start, and goes with the JVM. Safe for any thread.
 */
public final class DemoDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoDatabase.class);
  private static final String NAME = "triggerscope";
  private static final String USER = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(30);

  /** Run as they are, in this order, before the migrations. */
  private static final List<String> SCRIPTS = List.of("V001__demo_schema.sql");

  private final DemoFolder folder;
  private final EmbeddedPostgres server;
  private final String password;
  private final Thread hook;
  private boolean closed;

  private DemoDatabase(DemoFolder folder, EmbeddedPostgres server, String password) {
    this.folder = folder;
    this.server = server;
    this.password = password;
    this.hook = new Thread(this::stop, "demo database");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts it; blocks for some seconds.
   *
   * @param port 0 for any free one
   */
  public static Outcome<DemoDatabase> start(int port) {
    try {
      var folder = DemoFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
      // first, since the server of one may still have the port
      folder.removeLeftovers();
      if (port != 0 && taken(port)) {
        folder.close();
        return failed("port " + port + " on this computer is in use; 0 stands for any free one.");
      }
      return start(port, folder);
    } catch (IOException e) {
      return failed(e.toString());
    }
  }

  private static Outcome<DemoDatabase> start(int port, DemoFolder folder) throws IOException {
    var password = newPassword();
    var abandon = new Thread(folder::abandon, "demo database, starting");
    Runtime.getRuntime().addShutdownHook(abandon);
    EmbeddedPostgres server;
    try {
      server = server(port, folder, password);
    } catch (IOException | RuntimeException e) {
      // the embedded server reports an initdb that failed with IllegalStateException
      LOG.info("The demo database did not start", e);
      var said = lastLine(folder.serverLog());
      folder.close();
      return failed(said.isEmpty() ? e.toString() : said);
    } finally {
      remove(abandon);
    }
    var database = new DemoDatabase(folder, server, password);
    return switch (database.prepare()) {
      case Outcome.Done<Integer> _ -> new Outcome.Done<>(database);
      case Outcome.Failed<Integer>(var failure) -> {
        database.close();
        yield failed(failure.message());
      }
    };
  }

  private static EmbeddedPostgres server(int port, DemoFolder folder, String password)
      throws IOException {
    Files.writeString(folder.passwordFile(), password);
    // else it makes a folder that all users share, and removes from it what others have left
    System.setProperty("ot.epg.working-dir", cache().toString());
    var log = ProcessBuilder.Redirect.appendTo(folder.serverLog().toFile());
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binaries().toFile())
        .setDataDirectory(folder.data())
        .setCleanDataDirectory(true)
        .setRegisterShutdownHook(false)
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        .setPort(port)
        .setPGStartupWait(STARTUP)
        // initdb's options; without a password any local user could become this one through COPY
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", folder.passwordFile().toString())
        .setConnectConfig("password", password)
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("track_functions", "pl")
        .setServerConfig("timezone", "UTC")
        .setServerConfig("log_timezone", "UTC")
        .start();
  }

  /** Where the server's programs are unpacked once. Everybody may write to it once it was used. */
  private static Path binaries() throws IOException {
    return cache().resolve("postgresql");
  }

  /** What is kept from one demo to the next. Nobody else may enter it. */
  static Path cache() throws IOException {
    var folder = Path.of(AppDirsFactory.getInstance().getUserCacheDir("triggerscope", null, null));
    Files.createDirectories(folder);
    var permissions = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (permissions != null) {
      permissions.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  private static String newPassword() {
    var bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static boolean taken(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Outcome<Integer> prepare() {
    try {
      create();
    } catch (SQLException e) {
      return new Outcome.Failed<>(new Failure.Unexpected(String.valueOf(e.getMessage())));
    }
    return Target.open(settings(), new StatementLog())
        .then(
            target -> {
              try (target) {
                return new Migrations(target).run(step -> LOG.info("{}", step));
              }
            });
  }

  private void create() throws SQLException {
    try (var connection = connect("postgres", NAME);
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("SHOW data_directory")) {
        row.next();
        if (!row.getString(1).equals(folder.data().toString())) {
          throw new SQLException("another server answered on port " + server.getPort());
        }
      }
      statement.execute("CREATE DATABASE " + NAME);
    }
    try (var connection = connect(NAME, NAME);
        var statement = connection.createStatement()) {
      for (var script : SCRIPTS) {
        statement.execute(script(script));
      }
    }
  }

  private static String script(String name) {
    try (var in =
        Objects.requireNonNull(DemoDatabase.class.getResourceAsStream("/demo/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How TriggerScope connects to it. */
  public ConnectionSettings settings() {
    return new ConnectionSettings(
        jdbcUrl(NAME),
        USER,
        password,
        ConnectionSettings.DEFAULT_CHANNEL,
        ConnectionSettings.DEFAULT_SCHEMA,
        false);
  }

  public int port() {
    return server.getPort();
  }

  /** A new session of the workload. */
  Connection connect(String applicationName) throws SQLException {
    return connect(NAME, applicationName);
  }

  private Connection connect(String database, String applicationName) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  /** Whether it is being stopped, or has been. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Stops the server and removes its files. */
  @Override
  public void close() {
    stop();
    remove(hook);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending, and runs it
    }
  }

  private void stop() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      server.close();
      folder.close();
    } catch (IOException e) {
      LOG.warn("The demo database's files are not all removed: {}", e.toString());
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.exists(log)
        ? Files.readString(log).lines().reduce("", (_, line) -> line).strip()
        : "";
  }

  private static <T> Outcome<T> failed(String why) {
    return new Outcome.Failed<>(new Failure.Unexpected("The demo database did not start: " + why));
  }
}
