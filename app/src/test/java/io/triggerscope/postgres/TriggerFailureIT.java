package io.triggerscope.postgres;

import static io.triggerscope.postgres.TriggerSession.AGENT;
import static io.triggerscope.postgres.TriggerSession.CALL;
import static io.triggerscope.postgres.TriggerSession.ROW;
import static io.triggerscope.postgres.TriggerSession.USER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.triggerscope.postgres.TriggerSession.Announced;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong in a trigger, the user's row stays, and where possible the error is logged.
 */
@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerFailureIT {

  private final TestPostgres postgres;

  TriggerFailureIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  private static final String LOGGED =
      "SELECT table_name, operation, error_context::json ->> 'sqlstate',"
          + " error_context::json ->> 'occurrences_at_least' FROM trigger_error_log ORDER BY id";

  private TriggerSession session;

  @BeforeEach
  void migrate() throws SQLException {
    session = TriggerSession.migrated(postgres).withRows();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void aRenamedColumnIsLoggedWithAllThatIsKnown() throws SQLException {
    session.execute("ALTER TABLE calls RENAME agent_id TO voice_agent_id");

    var warnings = session.execute("UPDATE calls SET status = 'completed'");

    assertThat(warnings).extracting(SQLException::getSQLState).containsExactly("42703");
    assertThat(session.value("SELECT status FROM calls")).isEqualTo("completed");
    assertThat(session.notifications()).isEmpty();
    assertThat(session.rows(LOGGED)).containsExactly(List.of("calls", "UPDATE", "42703", "1"));
    assertThat(
            session.rows(
                "SELECT error_message, error_context::json ->> 'role',"
                    + " error_context::json ->> 'context' LIKE '%notify_cache_invalidation()%',"
                    + " error_context::json ->> 'txid' ~ '^\\d+$' FROM trigger_error_log"))
        .containsExactly(List.of("record \"old\" has no field \"agent_id\"", "postgres", "t", "t"));
  }

  @Test
  void aPayloadOf7999BytesIsSentAndOneOf8000IsLogged() throws SQLException {
    session.execute(
        "CREATE TABLE notes (id text, user_id uuid);"
            + "CREATE TRIGGER announce AFTER INSERT ON notes FOR EACH ROW"
            + " EXECUTE FUNCTION notify_cache_invalidation('user_id', 'id', '')");
    session.execute("INSERT INTO notes VALUES (repeat('é', 100), '%s')", USER);
    var first = requireNonNull(session.notifications().getFirst().payload());
    // what is not the record_id; time and transaction id take more digits or fewer
    var frame =
        "%d + length(extract(epoch FROM now())::text) + length(txid_current()::text)"
            .formatted(
                first
                        .replaceFirst("\"timestamp\" : [0-9.]+", "\"timestamp\" : ")
                        .replaceFirst("\"batch_id\" : \"[0-9]+", "\"batch_id\" : \"")
                        .length()
                    - 100);

    session.execute(
        "INSERT INTO notes SELECT repeat('x', n %% 2) || repeat('é', n / 2), '%s' FROM (SELECT 7999 - (%s)) AS t (n)",
        USER, frame);
    session.execute("INSERT INTO notes VALUES (repeat('x', 7999 - (%s)), '%s')", frame, USER);
    assertThat(session.notifications()).hasSize(2);
    session.execute("INSERT INTO notes VALUES (repeat('x', 8000 - (%s)), '%s')", frame, USER);

    assertThat(session.notifications()).isEmpty();
    assertThat(session.value("SELECT count(*) FROM notes")).isEqualTo("4");
    assertThat(session.rows(LOGGED)).containsExactly(List.of("notes", "INSERT", "22023", "1"));
    assertThat(
            session.rows(
                "SELECT error_context::json ->> 'payload_bytes', error_context::json ->> 'user_id',"
                    + " length(error_context::json ->> 'record_id') FROM trigger_error_log"))
        .containsExactly(List.of("8000", USER, "200"));
  }

  @Test
  void theRowIsNamedAsFarAsItCanBe() throws SQLException {
    session.execute("ALTER TABLE calls RENAME agent_id TO voice_agent_id");
    session.execute("DELETE FROM calls");
    session.execute("ALTER TABLE agents RENAME user_id TO owner_id");
    session.execute("UPDATE agents SET name = 'x' WHERE id = '%s'", AGENT);

    assertThat(
            session.rows(
                "SELECT error_context::json ->> 'user_id', error_context::json ->> 'record_id',"
                    + " error_context::json ->> 'agent_id', error_context::json ->> 'message' = error_message,"
                    + " error_context::json ->> 'session_user' FROM trigger_error_log ORDER BY id"))
        .containsExactly(
            Arrays.asList(USER, CALL, null, "t", "postgres"),
            Arrays.asList(null, AGENT, AGENT, "t", "postgres"));
  }

  @Test
  void aTriggerArgumentThatNamesNoColumnIsLogged() throws SQLException {
    session.execute(
        "CREATE TABLE recordings (id uuid, user_id uuid);"
            + "CREATE TRIGGER announce AFTER INSERT ON recordings FOR EACH ROW"
            + " EXECUTE FUNCTION notify_cache_invalidation('owner', 'id', '')");

    session.execute("INSERT INTO recordings VALUES ('%s', '%s')", ROW, USER);

    assertThat(session.value("SELECT count(*) FROM recordings")).isEqualTo("1");
    assertThat(session.rows(LOGGED)).containsExactly(List.of("recordings", "INSERT", "42703", "1"));
    assertThat(session.value("SELECT error_message FROM trigger_error_log"))
        .isEqualTo(
            "column \"owner\" does not exist, which trigger announce names as its argument 1");
  }

  @Test
  void aValueThatCannotBeCastIsLogged() throws SQLException {
    session.execute(
        """
        CREATE TYPE odd AS (n integer);
        CREATE FUNCTION text(odd) RETURNS text LANGUAGE plpgsql AS
          'BEGIN RETURN (''x'' || $1.n)::integer::text; END';
        CREATE CAST (odd AS text) WITH FUNCTION text(odd);
        ALTER TABLE credit_transactions DROP CONSTRAINT credit_transactions_user_id_fkey,
          ALTER user_id TYPE odd USING ROW(1)::odd
        """);

    session.execute(
        "INSERT INTO credit_transactions (id, user_id, kind, amount) VALUES ('%s', ROW(7), 'usage', 1)",
        ROW);

    assertThat(session.value("SELECT (user_id).n FROM credit_transactions")).isEqualTo("7");
    assertThat(session.rows(LOGGED))
        .containsExactly(List.of("credit_transactions", "INSERT", "22P02", "1"));
    assertThat(session.value("SELECT error_context::json ->> 'record_id' FROM trigger_error_log"))
        .isEqualTo(ROW);
  }

  @Test
  void aTableNobodyToldTheColumnsOfIsLogged() throws SQLException {
    session.execute(
        "CREATE TABLE recordings (id uuid);"
            + "CREATE TRIGGER announce AFTER INSERT ON recordings FOR EACH ROW"
            + " EXECUTE FUNCTION notify_cache_invalidation()");

    session.execute("INSERT INTO recordings VALUES ('%s')", ROW);

    assertThat(session.rows(LOGGED)).containsExactly(List.of("recordings", "INSERT", "22023", "1"));
  }

  @Test
  void anImporterThatMayNotReadCallsKeepsItsRowAndIsLogged() throws SQLException {
    session.execute(
        "BEGIN; SET LOCAL ROLE triggerscope_demo_importer;"
            + "INSERT INTO lead_analytics (user_id, call_id) VALUES ('%s', '%s'); COMMIT",
        USER, CALL);

    assertThat(session.value("SELECT count(*) FROM lead_analytics")).isEqualTo("1");
    assertThat(session.rows(LOGGED))
        .containsExactly(List.of("lead_analytics", "INSERT", "42501", "1"));
    assertThat(session.value("SELECT error_context::json ->> 'role' FROM trigger_error_log"))
        .isEqualTo("triggerscope_demo_importer");
  }

  @Test
  void aLockOnWhatTheTriggerReadsIsLoggedAfterTheWritersOwnLimit() throws SQLException {
    session.execute(
        "INSERT INTO lead_analytics (user_id, call_id) VALUES ('%s', '%s')", USER, CALL);
    try (var other = session.another()) {
      other.execute("BEGIN; LOCK TABLE calls IN ACCESS EXCLUSIVE MODE");

      session.execute("SET lock_timeout = '50ms'");
      session.execute("UPDATE lead_analytics SET score = 7");
    }

    assertThat(session.value("SELECT score FROM lead_analytics")).isEqualTo("7");
    assertThat(session.rows(LOGGED))
        .containsExactly(List.of("lead_analytics", "UPDATE", "55P03", "1"));
  }

  @Test
  void aStatementTimeoutInTheTriggerStillCancels() throws SQLException {
    session.execute(
        "INSERT INTO lead_analytics (user_id, call_id) VALUES ('%s', '%s')", USER, CALL);
    try (var other = session.another()) {
      other.execute("BEGIN; LOCK TABLE calls IN ACCESS EXCLUSIVE MODE");

      session.execute("SET statement_timeout = '100ms'");
      assertThatThrownBy(() -> session.execute("UPDATE lead_analytics SET score = 7"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }
  }

  @Test
  void withoutALogTheRowStaysAndWarningsSayWhy() throws SQLException {
    session.execute("DROP TABLE trigger_error_log; ALTER TABLE agents RENAME user_id TO owner_id");

    var warnings = session.execute("UPDATE agents SET name = 'x'");

    assertThat(warnings).extracting(SQLException::getSQLState).containsExactly("42703", "42P01");
    assertThat(session.value("SELECT DISTINCT name FROM agents")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHARE", "ACCESS EXCLUSIVE"})
  void aLockedLogHoldsNobodyUp(String mode) throws SQLException {
    session.execute("ALTER TABLE agents RENAME user_id TO owner_id");
    try (var other = session.another()) {
      other.execute("BEGIN; LOCK TABLE trigger_error_log IN %s MODE", mode);

      session.execute("SET statement_timeout = '5s'");
      var warnings = session.execute("UPDATE agents SET name = 'x'");

      assertThat(warnings).extracting(SQLException::getSQLState).containsExactly("42703", "55P03");
    }
    assertThat(session.value("SELECT DISTINCT name FROM agents")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log_trigger_error", "cache_invalidation_failed"})
  void whoMayNotLogKeepsTheRow(String function) throws SQLException {
    session.execute(
        "REVOKE ALL ON FUNCTION %s FROM PUBLIC;"
            + "BEGIN; SET LOCAL ROLE triggerscope_demo_importer;"
            + "INSERT INTO lead_analytics (user_id, call_id) VALUES ('%s', '%s'); COMMIT",
        function, USER, CALL);

    assertThat(session.value("SELECT count(*) FROM lead_analytics")).isEqualTo("1");
    assertThat(session.rows(LOGGED)).isEmpty();
  }

  @Test
  void whereTheLogCannotBeWrittenThatIsTriedAndSaidOnce() throws SQLException {
    session.execute(
        "REVOKE ALL ON FUNCTION cache_invalidation_failures(text, text) FROM PUBLIC;"
            + "GRANT ALL ON agents TO triggerscope_demo_importer;"
            + "ALTER TABLE agents RENAME user_id TO owner_id; SET ROLE triggerscope_demo_importer");

    assertThat(session.execute("UPDATE agents SET name = name"))
        .extracting(SQLException::getMessage)
        .containsExactly(
            "trigger_error_log could not be written: permission denied for function cache_invalidation_failures");
  }

  @Test
  void whatRunsWithItsOwnersRightsLooksUpNothingInASchemaOfOthers() throws SQLException {
    assertThat(
            session.rows(
                "SELECT proname, proconfig @> ARRAY['search_path=pg_catalog, pg_temp'] FROM pg_proc"
                    + " WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1"))
        .containsExactly(
            List.of("cleanup_trigger_error_log", "t"),
            List.of("get_cache_trigger_health", "t"),
            List.of("log_trigger_error", "t"));
  }

  @Test
  void nobodyWritesTheLogButTriggers() throws SQLException {
    session.execute("SET ROLE triggerscope_demo_importer");

    assertThatThrownBy(
            () ->
                session.execute(
                    "SELECT log_trigger_error(NULL, 'calls', 'UPDATE', 'forged', 1, '{}')"))
        .hasMessageContaining("log_trigger_error is for triggers only");
  }

  @Test
  void aMassErrorIsOneWarningOneRowAndFewSubtransactions() throws SQLException {
    session.execute("ALTER TABLE credit_transactions RENAME user_id TO owner_id; BEGIN");

    var warnings =
        session.execute(
            "INSERT INTO credit_transactions (owner_id, kind, amount)"
                + " SELECT '%s', 'usage', g FROM generate_series(1, 10500) g",
            USER);
    session.execute("COMMIT");

    assertThat(warnings).hasSize(1);
    assertThat(session.rows(LOGGED))
        .containsExactly(List.of("credit_transactions", "INSERT", "42703", "4096"));
    assertThat(session.value("SELECT count(*) FROM credit_transactions")).isEqualTo("10500");
  }

  @Test
  void aMassErrorTakesFewSubtransactions() throws SQLException {
    assumeThat(postgres.version()).isGreaterThanOrEqualTo(16);
    session.execute("ALTER TABLE credit_transactions RENAME user_id TO owner_id; BEGIN");

    session.execute(
        "INSERT INTO credit_transactions (owner_id, kind, amount)"
            + " SELECT '%s', 'usage', g FROM generate_series(1, 1000) g",
        USER);

    // 64 is what a backend can show the others; beyond that the whole server slows down.
    assertThat(
            session.rows(
                "SELECT s.subxact_count, s.subxact_overflowed"
                    + " FROM pg_stat_get_backend_idset() b, pg_stat_get_backend_subxact(b) s"
                    + " WHERE pg_stat_get_backend_pid(b) = pg_backend_pid()"))
        .containsExactly(List.of("5", "f"));
  }

  @Test
  void withoutALogAMassErrorIsStillBounded() throws SQLException {
    session.execute(
        "DROP TABLE trigger_error_log; ALTER TABLE credit_transactions RENAME user_id TO owner_id");

    var warnings =
        session.execute(
            "INSERT INTO credit_transactions (owner_id, kind, amount)"
                + " SELECT '%s', 'usage', g FROM generate_series(1, 1000) g",
            USER);

    assertThat(warnings).hasSize(2);
  }

  @Test
  void eachTransactionTableAndSqlstateIsLogged() throws SQLException {
    session.execute(
        "ALTER TABLE agents RENAME user_id TO owner_id; ALTER TABLE calls RENAME user_id TO owner_id");

    session.execute(
        "BEGIN; UPDATE agents SET name = 'x'; UPDATE calls SET status = 'failed'; COMMIT");
    session.execute("UPDATE agents SET name = 'y'");

    assertThat(session.rows(LOGGED))
        .containsExactly(
            List.of("agents", "UPDATE", "42703", "1"),
            List.of("calls", "UPDATE", "42703", "1"),
            List.of("agents", "UPDATE", "42703", "1"));
  }

  @Test
  void anErrorWhoseRowWasRolledBackWithASavepointIsLoggedAgain() throws SQLException {
    session.execute(
        "ALTER TABLE agents RENAME user_id TO owner_id;"
            + "BEGIN; SAVEPOINT s; UPDATE agents SET name = 'x'; ROLLBACK TO s;"
            + "UPDATE agents SET name = 'y'; COMMIT");

    assertThat(session.rows(LOGGED)).containsExactly(List.of("agents", "UPDATE", "42703", "1"));
  }

  @Test
  void aboveTheQueueLimitNothingIsSentAndThatIsLogged() throws SQLException {
    session.execute("SET triggerscope.notify_queue_limit = 0");
    session.execute("UPDATE agents SET name = 'x'");
    assertThat(session.notifications()).isEmpty();
    assertThat(session.rows(LOGGED)).containsExactly(List.of("agents", "UPDATE", "54000", "1"));

    session.execute("SET triggerscope.notify_queue_limit = 'a lot'");
    session.execute("UPDATE agents SET name = 'y'");
    assertThat(session.notifications()).hasSize(2);
  }

  @Test
  void anAppRoleWithoutRightsOnTheLogIsLoggedAndCannotWriteItByItself() throws SQLException {
    session.execute(
        "GRANT SELECT, UPDATE ON agents TO triggerscope_demo_importer;"
            + "ALTER TABLE agents RENAME user_id TO owner_id;"
            + "SET ROLE triggerscope_demo_importer");

    session.execute("UPDATE agents SET name = 'x' WHERE id = '%s'", AGENT);

    assertThatThrownBy(() -> session.execute("INSERT INTO trigger_error_log DEFAULT VALUES"))
        .hasMessageContaining("permission denied");
    session.execute("RESET ROLE");
    assertThat(session.rows(LOGGED)).containsExactly(List.of("agents", "UPDATE", "42703", "1"));
  }

  @Test
  void anotherSchemaInSearchPathCannotChangeWhatRuns() throws SQLException {
    session.execute(
        """
        CREATE SCHEMA evil;
        CREATE FUNCTION evil.trap(anyelement, anyelement) RETURNS boolean LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
        CREATE FUNCTION evil.texts(text[], text[]) RETURNS boolean LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
        CREATE FUNCTION evil.number(float8, integer) RETURNS float8 LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
        CREATE FUNCTION evil.pg_notify(text, text) RETURNS void LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''trapped''; END';
        CREATE OPERATOR evil.= (leftarg = anyelement, rightarg = anyelement, function = evil.trap);
        CREATE OPERATOR evil.<> (leftarg = text[], rightarg = text[], function = evil.texts);
        CREATE OPERATOR evil.= (leftarg = text[], rightarg = text[], function = evil.texts);
        CREATE OPERATOR evil.* (leftarg = float8, rightarg = integer, function = evil.number);
        CREATE OPERATOR evil./ (leftarg = float8, rightarg = integer, function = evil.number);
        CREATE TABLE evil.calls (id uuid, agent_id uuid);
        CREATE TABLE evil.trigger_error_log AS TABLE public.trigger_error_log;
        SET search_path = evil, public
        """);

    session.execute(
        "INSERT INTO lead_analytics (id, user_id, call_id) VALUES ('%s', '%s', '%s')",
        ROW, USER, CALL);
    session.execute("UPDATE lead_analytics SET score = 1");

    assertThat(session.announced())
        .containsExactly(
            new Announced("lead_analytics", "INSERT", USER, ROW, AGENT),
            new Announced("lead_analytics", "UPDATE", USER, ROW, AGENT));
    session.execute("ALTER TABLE agents RENAME user_id TO owner_id; UPDATE agents SET name = 'x'");
    assertThat(session.value("SELECT count(*) FROM public.trigger_error_log")).isEqualTo("1");
  }
}
