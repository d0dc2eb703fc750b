package io.triggerscope.testing;

import io.triggerscope.model.ConnectionSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One embedded PostgreSQL 18 shared by all tests of a JVM, with a database for each test. */
public final class TestPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static int port() {
    return Shared.SERVER.getPort();
  }

  /** A new, empty database. */
  public static ConnectionSettings emptyDatabase() {
    var name = "test_" + DATABASES.incrementAndGet();
    execute(settings("postgres"), "CREATE DATABASE " + name);
    return settings(name);
  }

  /** A new database with the six tables, and nothing of TriggerScope in it. */
  public static ConnectionSettings demoSchema() {
    var settings = emptyDatabase();
    execute(settings, migration("demo/V001__demo_schema.sql"));
    return settings;
  }

  /** A new database with the six tables and V021 applied as psql would apply it. */
  public static ConnectionSettings migrated() {
    var settings = demoSchema();
    migrate(settings);
    return settings;
  }

  /** Applies V021 as psql would apply it. */
  public static void migrate(ConnectionSettings settings) {
    execute(settings, migration("V021__fix_cache_invalidation_trigger_logic.sql"));
  }

  public static ConnectionSettings settings(String database) {
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

  public static void execute(ConnectionSettings settings, String sql) {
    try (var connection = connect(settings);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String migration(String name) {
    try {
      return Files.readString(Path.of("migrations").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
