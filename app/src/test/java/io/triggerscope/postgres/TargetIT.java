package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.LoggedStatement;
import io.triggerscope.model.LoggedStatement.Origin;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ServerInfo;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetIT {

  private static final Failure WRONG_PASSWORD =
      new Failure.Denied("password authentication failed for user \"postgres\"");

  private final StatementLog log = new StatementLog();

  @Test
  void openSaysWhatTheServerIs() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var target = open(settings)) {
      assertThat(target.server().version()).startsWith("18.");
      assertThat(target.server())
          .isEqualTo(
              new ServerInfo(
                  target.server().version(), database(settings), "postgres", false, null, true));
    }
  }

  @Test
  void everySessionIsNamedAndBounded() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var target = open(settings)) {
      assertThat(target.read(handle -> setting(handle, "application_name")))
          .isEqualTo(new Outcome.Done<>("TriggerScope"));
      assertThat(target.read(handle -> setting(handle, "statement_timeout")))
          .isEqualTo(answer("30s"));
      assertThat(target.act(handle -> setting(handle, "lock_timeout"))).isEqualTo(answer("2s"));
      assertThat(target.act(handle -> setting(handle, "idle_in_transaction_session_timeout")))
          .isEqualTo(answer("30s"));
      assertThat(target.act(handle -> setting(handle, "search_path")))
          .isEqualTo(answer("\"public\""));
    }
  }

  @Test
  void aSchemaWithCapitalsIsFound() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(settings, "CREATE SCHEMA \"The App\"; CREATE TABLE \"The App\".t ()");
    var there =
        new ConnectionSettings(
            settings.jdbcUrl(), settings.user(), settings.password(), "c", "The App", false);
    try (var target = open(there)) {
      assertThat(target.read(h -> h.createQuery("SELECT count(*) FROM t").mapTo(int.class).one()))
          .isEqualTo(answer(0));
    }
  }

  @Test
  void whatTheUrlSaysDoesNotLiftTheLimits() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    var url = settings.jdbcUrl() + "?ApplicationName=other&options=-c%20work_mem=7MB";
    var readOnly =
        new ConnectionSettings(url, settings.user(), settings.password(), "c", "public", true);
    try (var target = open(readOnly)) {
      assertThat(target.act(handle -> setting(handle, "application_name")))
          .isEqualTo(answer("TriggerScope"));
      assertThat(target.act(handle -> setting(handle, "work_mem"))).isEqualTo(answer("7MB"));
      assertThat(target.act(handle -> setting(handle, "default_transaction_read_only")))
          .isEqualTo(answer("on"));
    }
  }

  @Test
  void aScreenCannotWriteEvenWhenAPersonMay() {
    try (var target = open(TestPostgres.NEWEST.emptyDatabase())) {
      assertThat(target.read(handle -> handle.execute("CREATE TABLE t ()")))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Denied("cannot execute CREATE TABLE in a read-only transaction")));
      assertThat(target.act(handle -> handle.execute("CREATE TABLE t ()"))).isEqualTo(answer(0));
    }
  }

  @Test
  void aReadOnlyConnectionCannotWriteAtAll() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    var readOnly =
        new ConnectionSettings(
            settings.jdbcUrl(), settings.user(), settings.password(), "c", "public", true);
    try (var target = open(readOnly)) {
      assertThat(target.act(handle -> handle.execute("CREATE TABLE t ()")))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Denied("cannot execute CREATE TABLE in a read-only transaction")));
    }
  }

  @Test
  void everyStatementIsInTheLogWithWhatCameOfIt() {
    var clock = InstantSource.fixed(Instant.parse("2026-11-16T02:10:07.118Z"));
    var fixed = new StatementLog(clock);
    try (var target = done(Target.open(TestPostgres.NEWEST.emptyDatabase(), fixed))) {
      target.read(
          handle ->
              handle
                  .createQuery("SELECT generate_series(1, :n), :nothing")
                  .bind("n", 3)
                  .bind("nothing", (String) null)
                  .mapToMap()
                  .list());
      target.act(handle -> handle.execute("CREATE TABLE t ()"));
      target.act(handle -> handle.execute("DROP TABLE none"));

      var statements = fixed.statements();
      assertThat(statements.getFirst().sql()).startsWith("-- What the server says of itself");
      assertThat(statements.stream().skip(1).map(this::withoutDuration))
          .containsExactly(
              new LoggedStatement(
                  clock.instant(),
                  Origin.BACKGROUND,
                  "SELECT generate_series(1, ?), ?",
                  "$1 = 3, $2 = null",
                  Duration.ZERO,
                  "3 rows",
                  false),
              new LoggedStatement(
                  clock.instant(),
                  Origin.ACTION,
                  "CREATE TABLE t ()",
                  "",
                  Duration.ZERO,
                  "done",
                  false),
              new LoggedStatement(
                  clock.instant(),
                  Origin.ACTION,
                  "DROP TABLE none",
                  "",
                  Duration.ZERO,
                  "table \"none\" does not exist",
                  true));
      assertThat(statements).allSatisfy(s -> assertThat(s.took()).isPositive());
    }
  }

  @Test
  void aWrongPasswordIsTriedExactlyOnce(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of())) {
      server.requirePasswords();
      assertThat(Target.open(withPassword(server.settings(), "wrong"), log))
          .isEqualTo(new Outcome.Failed<>(WRONG_PASSWORD));
      assertThat(server.logLines("password authentication failed")).isEqualTo(1);

      try (var target = open(server.settings())) {
        assertThat(target.server().user()).isEqualTo("postgres");
      }
      assertThat(server.logLines("password authentication failed")).isEqualTo(1);
    }
  }

  @Test
  void aPasswordThatIsChangedLaterIsTriedExactlyOnceByThePool(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of())) {
      server.requirePasswords();
      try (var target = open(server.settings())) {
        target.act(handle -> handle.execute("ALTER ROLE postgres PASSWORD 'changed'"));
        assertThat(target.read(handle -> setting(handle, "work_mem")))
            .isEqualTo(new Outcome.Failed<>(WRONG_PASSWORD));
        assertThat(server.logLines("password authentication failed")).isEqualTo(1);
      }
    }
  }

  @Test
  void aStandbyIsRefusedInWords(@TempDir Path folder) {
    try (var server = new OwnPostgres(folder, Map.of())) {
      server.stop();
      server.demote();
      server.startAgain();
      assertThat(Target.open(server.settings(), log))
          .isEqualTo(new Outcome.Failed<>(new Failure.Standby("Connect to its primary.")));
    }
  }

  @Test
  void aClosedPortIsUnreachable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(Target.open(at("jdbc:postgresql://localhost:" + port + "/x"), log))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOf(Failure.Unreachable.class)
                    .extracting("message")
                    .asString()
                    .contains("refused"));
  }

  @Test
  void anUnknownHostIsUnreachable() {
    assertThat(Target.open(at("jdbc:postgresql://no-such-host.invalid/x"), log))
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.Unreachable(
                    "The connection attempt failed. Unknown host: no-such-host.invalid")));
  }

  @Test
  void aMissingDatabaseIsMissing() {
    assertThat(Target.open(TestPostgres.NEWEST.settings("no_such_database"), log))
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.Missing("database \"no_such_database\" does not exist")));
  }

  @Test
  void whatIsNoUrlOfPostgresqlIsToldSo() {
    assertThat(Target.open(at("jdbc:mysql://localhost/x"), log))
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.Unreachable(
                    "jdbc:mysql://localhost/x is not a URL of a PostgreSQL server.")));
  }

  private Target open(ConnectionSettings settings) {
    return done(Target.open(settings, log));
  }

  private LoggedStatement withoutDuration(LoggedStatement s) {
    return new LoggedStatement(
        s.at(), s.origin(), s.sql(), s.parameters(), Duration.ZERO, s.outcome(), s.failed());
  }

  private static String setting(org.jdbi.v3.core.Handle handle, String name) {
    return handle.createQuery("SHOW " + name).mapTo(String.class).one();
  }

  private static ConnectionSettings at(String url) {
    return new ConnectionSettings(url, "postgres", "postgres", "c", "public", false);
  }

  private static ConnectionSettings withPassword(ConnectionSettings s, String password) {
    return new ConnectionSettings(
        s.jdbcUrl(), s.user(), password, s.channel(), s.schema(), s.readOnly());
  }

  private static String database(ConnectionSettings settings) {
    return settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
  }

  private static <T> Outcome<T> answer(T value) {
    return new Outcome.Done<>(value);
  }
}
