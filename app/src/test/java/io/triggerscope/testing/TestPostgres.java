package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * An embedded PostgreSQL of each major version, started when first asked for, shared by all tests
 * of a JVM and stopped with it; a database for each test. Safe for any thread.
 */
public enum TestPostgres {
  V13,
  V14,
  V15,
  V16,
  V17,
  V18;

  public static final TestPostgres NEWEST = V18;

  /** Where the build puts the binaries of the versions that are not on the class path. */
  private static final Path BINARIES = Path.of("target/postgres");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private @Nullable EmbeddedPostgres server;

  /** The major version, as in 13. */
  public int version() {
    return Integer.parseInt(name().substring(1));
  }

  public synchronized int port() {
    if (server == null) {
      server = start();
      template("demo_schema", "demo/V001__demo_schema.sql");
      template(
          "migrated",
          "demo/V001__demo_schema.sql",
          "V021__fix_cache_invalidation_trigger_logic.sql");
    }
    return server.getPort();
  }

  private EmbeddedPostgres start() {
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "200")
              .setServerConfig("max_prepared_transactions", "10")
              .setServerConfig("wal_level", "logical")
              // a subscription starts at once, not after 5 s
              .setServerConfig("wal_retrieve_retry_interval", "100ms");
      if (this != NEWEST) {
        builder.setPgBinaryResolver((system, machine) -> binaries());
      }
      var started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream binaries() throws IOException {
    try (var jar = new JarFile(BINARIES.resolve(version() + ".jar").toFile())) {
      var archive =
          jar.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      return new ByteArrayInputStream(jar.getInputStream(archive).readAllBytes());
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void template(String name, String... migrations) {
    execute(settings("postgres"), "CREATE DATABASE " + name);
    for (var migration : migrations) {
      execute(settings(name), migration(migration));
    }
  }

  /** A new, empty database. */
  public ConnectionSettings emptyDatabase() {
    return copyOf("template1");
  }

  /** A new database with the six tables, and nothing of TriggerScope in it. */
  public ConnectionSettings demoSchema() {
    return copyOf("demo_schema");
  }

  /** A new database with the six tables and V021 applied as psql would apply it. */
  public ConnectionSettings migrated() {
    return copyOf("migrated");
  }

  private ConnectionSettings copyOf(String template) {
    port();
    var name = "test_" + DATABASES.incrementAndGet();
    execute(settings("postgres"), "CREATE DATABASE " + name + " TEMPLATE " + template);
    return settings(name);
  }

  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        "jdbc:postgresql://localhost:" + port() + "/" + database,
        "postgres",
        "postgres",
        ConnectionSettings.DEFAULT_CHANNEL,
        ConnectionSettings.DEFAULT_SCHEMA,
        false);
  }

  /** A plain connection, not one of the code under test. */
  public static Connection connect(ConnectionSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
  }

  /** Runs statements as psql would, each on its own. */
  public static void execute(ConnectionSettings settings, String sql) {
    try (var connection = connect(settings);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a query gives. */
  public static long number(ConnectionSettings settings, String sql) {
    try (var connection = connect(settings);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one text that a query gives. */
  public static String text(ConnectionSettings settings, String sql) {
    try (var connection = connect(settings);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** How many sessions of the database wait in {@code pg_sleep()}. */
  public static long sleeping(ConnectionSettings settings) {
    return number(
        settings,
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event = 'PgSleep'");
  }

  /** The text of a file in {@code migrations/}. */
  public static String migration(String name) {
    try {
      return Files.readString(Path.of("migrations").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
