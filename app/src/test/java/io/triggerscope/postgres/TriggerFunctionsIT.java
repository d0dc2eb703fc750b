package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.triggerscope.model.Notification;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
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

/** The functions for people: test, clean-up, health. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerFunctionsIT {

  private final TestPostgres postgres;

  TriggerFunctionsIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  private static final String COUNTS =
      "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM agents), (SELECT count(*) FROM calls),"
          + " (SELECT count(*) FROM lead_analytics), (SELECT count(*) FROM agent_analytics),"
          + " (SELECT count(*) FROM credit_transactions), (SELECT count(*) FROM trigger_error_log)";

  private TriggerSession session;

  @BeforeEach
  void migrate() throws SQLException {
    session = TriggerSession.migrated(postgres);
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void theTestPassesOnEmptyTablesAndLeavesNothingButSixTestNotifications() throws SQLException {
    var checks = session.rows("SELECT name, passed FROM test_cache_invalidation()");

    assertThat(checks).hasSize(19).allSatisfy(check -> assertThat(check.getLast()).isEqualTo("t"));
    assertThat(checks)
        .extracting(List::getFirst)
        .contains(
            "INSERT on agents is announced",
            "UPDATE on users is announced",
            "DELETE on credit_transactions is announced",
            "an error in the trigger fails no statement and is logged");
    assertThat(session.rows(COUNTS)).containsExactly(List.of("0", "0", "0", "0", "0", "0", "0"));
    assertThat(session.notifications())
        .extracting(Notification::table, Notification::operation)
        .containsExactly(
            tuple("users", "TEST"),
            tuple("agents", "TEST"),
            tuple("calls", "TEST"),
            tuple("lead_analytics", "TEST"),
            tuple("agent_analytics", "TEST"),
            tuple("credit_transactions", "TEST"));
  }

  @Test
  void theTestPassesOnTablesWithRowsAndChangesNone() throws SQLException {
    session.withRows();
    session.execute(
        "INSERT INTO lead_analytics (user_id, call_id) SELECT user_id, id FROM calls;"
            + "INSERT INTO agent_analytics (user_id, agent_id) SELECT user_id, id FROM agents;"
            + "INSERT INTO credit_transactions (user_id, kind, amount) SELECT id, 'usage', 1 FROM users");
    session.notifications();
    var before = session.rows("SELECT u, a, c FROM users u, agents a, calls c ORDER BY 1, 2");

    assertThat(
            session.rows(
                "SELECT name, detail FROM test_cache_invalidation() WHERE passed IS NOT TRUE"))
        .isEmpty();

    assertThat(session.rows("SELECT u, a, c FROM users u, agents a, calls c ORDER BY 1, 2"))
        .isEqualTo(before);
    assertThat(session.notifications()).hasSize(6);
  }

  @Test
  void theTestNotificationsBearTheTransactionOfTheTest() throws SQLException {
    session.connection().setAutoCommit(false);
    session.rows("SELECT * FROM test_cache_invalidation()");
    var transaction = session.value("SELECT txid_current()");
    session.connection().commit();
    session.connection().setAutoCommit(true);

    assertThat(session.notifications()).extracting(Notification::batchId).containsOnly(transaction);
  }

  @Test
  void theTestLeavesTheTriggersWorkingInTheSameTransaction() throws SQLException {
    session.withRows();
    session.execute(
        "BEGIN; SELECT test_cache_invalidation(); UPDATE agents SET name = 'x'; COMMIT");

    assertThat(session.notifications()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls | the trigger is disabled",
        "ALTER TABLE calls ENABLE REPLICA TRIGGER cache_invalidation_calls | fires in replication only",
        "DROP TRIGGER cache_invalidation_calls ON calls | the trigger does not exist",
        "ALTER FUNCTION notify_cache_invalidation() RENAME TO x; CREATE FUNCTION notify_cache_invalidation() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; DROP TRIGGER cache_invalidation_calls ON calls; CREATE TRIGGER cache_invalidation_calls AFTER INSERT OR UPDATE OR DELETE ON calls FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation() | nothing was announced",
      })
  void theTestFindsWhatIsBroken(String faultAndReason) throws SQLException {
    var fault = faultAndReason.split(" \\| ");
    session.execute(fault[0]);

    var failed =
        session.rows("SELECT name, detail FROM test_cache_invalidation() WHERE passed IS FALSE");

    assertThat(failed)
        .extracting(List::getFirst)
        .containsExactlyInAnyOrder(
            "INSERT on calls is announced",
            "UPDATE on calls is announced",
            "DELETE on calls is announced");
    assertThat(failed).allSatisfy(row -> assertThat(row.getLast()).contains(fault[1]));
  }

  @Test
  void theTestFindsATriggerThatAnnouncesTheWrongIds() throws SQLException {
    session.execute(
        "DROP TRIGGER cache_invalidation_calls ON calls;"
            + "CREATE TRIGGER cache_invalidation_calls AFTER INSERT OR UPDATE OR DELETE ON calls"
            + " FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation('agent_id', 'id', 'agent_id')");

    assertThat(session.rows("SELECT name FROM test_cache_invalidation() WHERE passed IS FALSE"))
        .hasSize(3);
  }

  @Test
  void whereATestRowIsImpossibleAnExistingOneIsTakenOrTheCheckIsSkipped() throws SQLException {
    session.withRows();
    session.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no new agents''; END';"
            + "CREATE TRIGGER refuse BEFORE INSERT ON agents FOR EACH ROW EXECUTE FUNCTION refuse()");

    assertThat(
            session.rows(
                "SELECT name, passed, detail FROM test_cache_invalidation() WHERE name LIKE '%on agents%'"))
        .extracting(row -> row.get(0) + ": " + row.get(1))
        .containsExactly(
            "INSERT on agents is announced: null",
            "UPDATE on agents is announced: t",
            "DELETE on agents is announced: null");
    assertThat(
            session.value(
                "SELECT detail FROM test_cache_invalidation() WHERE name LIKE 'INSERT on agents%'"))
        .isEqualTo("skipped: no new agents (P0001)");
  }

  @Test
  void theTestInAReadOnlySessionSkipsAndFailsNothing() throws SQLException {
    session.execute("SET default_transaction_read_only = on");

    assertThat(session.rows("SELECT name FROM test_cache_invalidation() WHERE passed"))
        .containsExactly(List.of("TEST notifications are sent"));
  }

  @Test
  void cleanUpDeletesTheOldestFirstAndNoMoreThanAsked() throws SQLException {
    session.execute(
        "INSERT INTO trigger_error_log (error_message, occurred_at)"
            + " SELECT g, now() - make_interval(days => g) FROM generate_series(1, 40) g");

    assertThat(session.value("SELECT cleanup_trigger_error_log(30, 3)")).isEqualTo("3");
    assertThat(session.value("SELECT max(error_message::int) FROM trigger_error_log"))
        .isEqualTo("37");
    assertThat(session.value("SELECT cleanup_trigger_error_log()")).isEqualTo("8");
    assertThat(session.value("SELECT count(*) FROM trigger_error_log")).isEqualTo("29");
    assertThat(session.value("SELECT cleanup_trigger_error_log(2147483647)")).isEqualTo("0");
    assertThat(session.value("SELECT cleanup_trigger_error_log(retention_days => 0)"))
        .isEqualTo("29");
  }

  @Test
  void cleanUpPassesOverLockedRows() throws SQLException {
    session.execute(
        "INSERT INTO trigger_error_log (occurred_at) VALUES (now() - interval '2 years'), (now() - interval '1 year')");
    try (var other = session.another()) {
      other.execute("BEGIN; SELECT * FROM trigger_error_log WHERE id = 1 FOR UPDATE");

      assertThat(session.value("SELECT cleanup_trigger_error_log()")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "NULL", "30, -1"})
  void cleanUpRefusesWhatMakesNoSense(String arguments) {
    assertThatThrownBy(() -> session.value("SELECT cleanup_trigger_error_log(%s)", arguments))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
        .hasMessageContaining("must be 0 or more");
  }

  @Test
  void healthCountsErrorsAndSeesStatesAndChanges() throws SQLException {
    session.withRows();
    session.execute(
        "INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at) VALUES"
            + " ('agents', 'UPDATE', 'recent', now()), ('agents', 'UPDATE', 'older', now() - interval '2 hours'),"
            + " ('agents', 'UPDATE', 'old', now() - interval '2 days');"
            + "ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls;"
            + "DROP TRIGGER cache_invalidation_lead_analytics ON lead_analytics;"
            + "DROP TRIGGER cache_invalidation_users ON users;"
            + "CREATE TRIGGER cache_invalidation_users AFTER UPDATE ON users"
            + " FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation()");

    var health =
        "SELECT event, present, enabled, current, errors_last_hour, errors_last_day FROM get_cache_trigger_health()"
            + " WHERE table_name = '%s'";
    assertThat(session.rows("SELECT table_name, event FROM get_cache_trigger_health()"))
        .hasSize(16);
    assertThat(session.rows(health, "users"))
        .containsExactly(List.of("UPDATE", "t", "O", "f", "0", "0"));
    assertThat(session.rows(health + " AND event = 'UPDATE'", "agents"))
        .containsExactly(List.of("UPDATE", "t", "O", "t", "1", "2"));
    assertThat(session.rows(health + " AND event = 'INSERT'", "calls"))
        .containsExactly(List.of("INSERT", "t", "D", "t", "0", "0"));
    assertThat(session.value("SELECT count(*) FROM get_cache_trigger_health() WHERE NOT present"))
        .isEqualTo("3");
  }

  @Test
  void aRoleWithOnlyExecuteSeesHealthAndCleansUpAndOthersDoNot() throws SQLException {
    session.execute(
        "GRANT EXECUTE ON FUNCTION get_cache_trigger_health(), cleanup_trigger_error_log(integer, integer)"
            + " TO triggerscope_demo_importer; SET ROLE triggerscope_demo_importer");

    assertThat(session.rows("SELECT * FROM get_cache_trigger_health()")).hasSize(16);
    assertThat(session.value("SELECT cleanup_trigger_error_log()")).isEqualTo("0");
    assertThatThrownBy(() -> session.rows("SELECT * FROM test_cache_invalidation()"))
        .hasMessageContaining("permission denied");
    session.execute(
        "RESET ROLE; REVOKE ALL ON FUNCTION get_cache_trigger_health() FROM triggerscope_demo_importer;"
            + " SET ROLE triggerscope_demo_importer");
    assertThatThrownBy(() -> session.rows("SELECT * FROM get_cache_trigger_health()"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void aSecondRunOfTheMigrationKeepsGrants() throws SQLException {
    session.execute(
        "GRANT EXECUTE ON FUNCTION get_cache_trigger_health() TO triggerscope_demo_importer");

    session.migrate();

    assertThat(
            session.value(
                "SELECT has_function_privilege('triggerscope_demo_importer', 'get_cache_trigger_health()', 'EXECUTE')"))
        .isEqualTo("t");
  }
}
