package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Rehearsal;
import io.triggerscope.model.Rehearsal.ChangedRows;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class StatementRehearsalIT {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(4), Duration.ofSeconds(30), 1);

  private static final String ROWS =
      """
      WITH owner AS (INSERT INTO users (email, name) VALUES ('ann@a.invalid', 'Ann') RETURNING id),
      agent AS (INSERT INTO agents (user_id, name) SELECT id, 'Bot' FROM owner RETURNING *)
      INSERT INTO calls (user_id, agent_id, phone_number)
      SELECT user_id, id, n::text FROM agent, generate_series(1, 5) AS n
      """;

  private final TestPostgres postgres;

  StatementRehearsalIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void itTellsWhatTheTriggersCostAndNeitherKeepsNorAnnouncesAnything() throws SQLException {
    var settings = database();
    try (var listener = TestPostgres.connect(settings);
        var listen = listener.createStatement()) {
      listen.execute("LISTEN cache_invalidation");
      var rehearsal = done(run(settings, "UPDATE calls SET status = 'failed'; -- all of them"));
      assertThat(rehearsal.triggers())
          .singleElement()
          .satisfies(
              trigger -> {
                assertThat(trigger.name()).isEqualTo("cache_invalidation_calls");
                assertThat(trigger.constraint()).isFalse();
                assertThat(trigger.relation()).isEqualTo("calls");
                assertThat(trigger.calls()).isEqualTo(5);
                assertThat(trigger.took()).isPositive();
                assertThat(rehearsal.share(trigger)).isBetween(0.0, 1.0);
              });
      assertThat(rehearsal.rows()).containsExactly(new ChangedRows("calls", 0, 5, 0));
      assertThat(rehearsal.messages()).isEmpty();
      assertThat(rehearsal.plan()).contains("\"ModifyTable\"");
      assertThat(rehearsal.execution()).isPositive();
      assertThat(
              TestPostgres.number(settings, "SELECT count(*) FROM calls WHERE status = 'failed'"))
          .isZero();
      assertThat(listener.unwrap(PGConnection.class).getNotifications(500)).isNullOrEmpty();
    }
  }

  @Test
  void whatForeignKeysDoCountsToo() {
    var rehearsal = done(run(database(), "DELETE FROM users"));
    assertThat(rehearsal.rows())
        .containsExactly(
            new ChangedRows("calls", 0, 0, 5),
            new ChangedRows("agents", 0, 0, 1),
            new ChangedRows("users", 0, 0, 1));
    assertThat(rehearsal.triggers())
        .anySatisfy(
            trigger -> {
              assertThat(trigger.name()).isEqualTo("calls_user_id_fkey");
              assertThat(trigger.constraint()).isTrue();
            });
  }

  @Test
  void anErrorThatTheTriggerCatchesIsTold() {
    var settings = database();
    TestPostgres.execute(settings, "ALTER TABLE calls RENAME user_id TO owner_id");
    var rehearsal = done(run(settings, "UPDATE calls SET status = 'failed'"));
    assertThat(rehearsal.rows())
        .contains(new ChangedRows("calls", 0, 5, 0))
        .anyMatch(rows -> rows.relation().equals("trigger_error_log") && rows.inserted() > 0);
    assertThat(rehearsal.messages()).isNotEmpty();
  }

  @Test
  void whatIsNoPlainDmlDoesNotReachTheServer() {
    var settings = database();
    var log = new StatementLog();
    try (var target = done(Target.open(settings, log))) {
      long before = log.total();
      assertThat(new StatementRehearsal(target).run("DELETE FROM calls; COMMIT", LIMITS))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Denied("It was not sent. It is more than one statement.")));
      assertThat(log.total()).isEqualTo(before);
    }
  }

  @Test
  void theServerTakesOneStatementOnlyAsWell() throws SQLException {
    var settings = database();
    for (var smuggled :
        List.of(
            "DELETE FROM calls; DROP TABLE calls CASCADE",
            "DELETE FROM calls; COMMIT",
            "DELETE FROM calls; DELETE FROM agents")) {
      try (var connection = TestPostgres.connect(settings);
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("SELECT set_config('triggerscope.rehearsed', '" + smuggled + "', true)");
        var thrown =
            catchThrowableOfType(
                SQLException.class,
                () -> statement.execute(Target.sql(StatementRehearsal.class, "explain")));
        // invalid_cursor_definition
        assertThat(thrown.getSQLState()).as(smuggled).isEqualTo("42P11");
        connection.commit();
      }
    }
    assertThat(TestPostgres.number(settings, "SELECT count(*) FROM calls")).isEqualTo(5);
  }

  @Test
  void aLockedRowEndsItAndTheHolderIsNamed() throws SQLException {
    var settings = database();
    try (var writer = TestPostgres.connect(settings);
        var statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("SET application_name = 'a long job'; UPDATE users SET name = 'Bob'");
      assertThat(failure(run(settings, "DELETE FROM users")))
          .isInstanceOfSatisfying(
              Failure.TimedOut.class,
              timedOut ->
                  assertThat(timedOut.message())
                      .contains("lock timeout")
                      .contains("(a long job, postgres)"));
    }
  }

  @Test
  void aLongOneIsEnded() {
    var within = new Limits(Duration.ofSeconds(1), Duration.ofMillis(300), 1);
    try (var target = done(Target.open(database(), new StatementLog()))) {
      assertThat(
              failure(
                  new StatementRehearsal(target)
                      .run("UPDATE calls SET status = pg_sleep(60)::text", within)))
          .isInstanceOf(Failure.TimedOut.class);
    }
  }

  @Test
  void aReadOnlyConnectionRehearsesNothing() {
    assertThat(run(ErrorLog.readOnly(database()), "DELETE FROM calls"))
        .isEqualTo(new Outcome.Failed<>(new Failure.Denied("This connection is read-only.")));
  }

  private ConnectionSettings database() {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, ROWS);
    return settings;
  }

  private static Outcome<Rehearsal> run(ConnectionSettings settings, String statement) {
    try (var target = done(Target.open(settings, new StatementLog()))) {
      return new StatementRehearsal(target).run(statement, LIMITS);
    }
  }
}
