package io.triggerscope.postgres;

import static io.triggerscope.postgres.TriggerSession.AGENT;
import static io.triggerscope.postgres.TriggerSession.CALL;
import static io.triggerscope.postgres.TriggerSession.ROW;
import static io.triggerscope.postgres.TriggerSession.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.postgres.TriggerSession.Announced;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When the triggers fire, and when PostgreSQL fires none or delivers nothing. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerFiringIT {

  private final TestPostgres postgres;
  private TriggerSession session;

  TriggerFiringIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @BeforeEach
  void migrate() throws SQLException {
    session = TriggerSession.migrated(postgres).withRows();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void aDeletedUserTakesWhatHeOwnedAlongAndEachRowOfThatIsAnnounced() throws SQLException {
    session.execute(
        "INSERT INTO credit_transactions (id, user_id, kind, amount) VALUES ('%s', '%s', 'usage', 1)",
        ROW, USER);
    session.notifications();

    session.execute("DELETE FROM users WHERE id = '%s'", USER);

    assertThat(session.announced())
        .containsExactlyInAnyOrder(
            new Announced("agents", "DELETE", USER, AGENT, AGENT),
            new Announced("calls", "DELETE", USER, CALL, AGENT),
            new Announced("credit_transactions", "DELETE", USER, ROW, null));
  }

  @Test
  void aDeferredConstraintThatHoldsAtCommitDelaysNothingAndOneThatDoesNotAnnouncesNothing()
      throws SQLException {
    session.execute(
        "ALTER TABLE calls ADD UNIQUE (phone_number) DEFERRABLE INITIALLY DEFERRED;"
            + "INSERT INTO calls (user_id, agent_id, phone_number) VALUES ('%s', '%s', '+2')",
        USER, AGENT);
    session.notifications();

    session.execute(
        "BEGIN; UPDATE calls SET phone_number = '+2' WHERE id = '%s';"
            + " UPDATE calls SET phone_number = '+1' WHERE id <> '%s'; COMMIT",
        CALL, CALL);
    assertThat(session.notifications()).hasSize(2);

    assertThatThrownBy(() -> session.execute("UPDATE calls SET phone_number = '+3'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    assertThat(session.notifications()).isEmpty();
  }

  @Test
  void aDeferredTriggerOfOthersThatChangesRowsAtCommitIsAnnouncedWithTheRest() throws SQLException {
    session.execute(
        """
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN UPDATE agents SET name = ''touched'' WHERE id = NEW.agent_id; RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER touch AFTER UPDATE ON calls DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION touch()
        """);

    session.execute("UPDATE calls SET status = 'completed'");

    assertThat(session.announced())
        .containsExactly(
            new Announced("calls", "UPDATE", USER, CALL, AGENT),
            new Announced("agents", "UPDATE", USER, AGENT, AGENT));
  }

  @Test
  void aTransactionThatAnnouncedCannotBePreparedAndItsRowsWereFineUpToThere() throws SQLException {
    session.execute("BEGIN; UPDATE calls SET status = 'completed'");
    assertThat(session.value("SELECT status FROM calls")).isEqualTo("completed");

    assertThatThrownBy(() -> session.execute("PREPARE TRANSACTION 'announced'"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));

    assertThat(session.value("SELECT status FROM calls")).isEqualTo("ringing");
    session.execute(
        "BEGIN; UPDATE users SET last_seen = now(); PREPARE TRANSACTION 'p%s'; COMMIT PREPARED 'p%s'",
        session.hashCode(), session.hashCode());
  }

  @Test
  void truncateIsNotAnnouncedUnlessThereIsATriggerForIt() throws SQLException {
    session.execute("TRUNCATE lead_analytics, agent_analytics");
    assertThat(session.notifications()).isEmpty();

    session.execute(
        "CREATE TRIGGER cache_invalidation_calls_truncate AFTER TRUNCATE ON calls"
            + " FOR EACH STATEMENT EXECUTE FUNCTION notify_cache_invalidation();"
            + " TRUNCATE calls, lead_analytics");

    assertThat(session.announced())
        .containsExactly(new Announced("calls", "TRUNCATE", null, null, null));
    assertThat(
            session.value(
                "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = 'public'"))
        .isEqualTo("16");
    session.migrate();
    assertThat(session.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
        .isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({"O, 0", "A, 1", "R, 1", "D, 0"})
  void inTheReplicaRoleOnlyAlwaysAndReplicaTriggersFire(String state, int announced)
      throws SQLException {
    enable(session, state);
    session.execute("SET session_replication_role = replica; UPDATE calls SET status = 'failed'");

    assertThat(session.notifications()).hasSize(announced);
  }

  private static void enable(TriggerSession session, String state) throws SQLException {
    session.execute(
        "ALTER TABLE calls %s TRIGGER cache_invalidation_calls",
        switch (state) {
          case "A" -> "ENABLE ALWAYS";
          case "R" -> "ENABLE REPLICA";
          case "D" -> "DISABLE";
          default -> "ENABLE";
        });
  }

  @ParameterizedTest
  @CsvSource({"O, 0", "A, 1", "R, 1"})
  void logicalReplicationFiresOnlyAlwaysAndReplicaTriggers(String state, int announced)
      throws SQLException {
    var publisher = postgres.demoSchema();
    var name = publisher.jdbcUrl().replaceFirst(".*/", "");
    // apply changes nothing that the publisher did before
    TestPostgres.execute(publisher, rows());
    TestPostgres.execute(publisher, "CREATE PUBLICATION changes FOR TABLE calls");
    TestPostgres.execute(
        publisher, "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(name));
    enable(session, state);
    session.execute(
        "CREATE SUBSCRIPTION %s CONNECTION 'host=localhost port=%d dbname=%s user=postgres'"
            + " PUBLICATION changes WITH (create_slot = false, copy_data = false, slot_name = '%s')",
        name, postgres.port(), name, name);
    try {
      TestPostgres.execute(publisher, "UPDATE calls SET status = 'completed'");

      await().until(() -> "completed".equals(session.value("SELECT status FROM calls")));
      // what was announced before the row could be seen comes before this
      session.execute(
          "SELECT pg_notify('cache_invalidation', '%s')",
          """
          {"table":"calls","operation":"TEST","user_id":null,"record_id":null,"agent_id":null,
           "timestamp":1,"batch_id":"1"}""");
      assertThat(session.announced())
          .hasSize(announced + 1)
          .startsWith(
              announced == 0
                  ? new Announced("calls", "TEST", null, null, null)
                  : new Announced("calls", "UPDATE", USER, CALL, AGENT));
    } finally {
      session.execute("DROP SUBSCRIPTION %s", name);
    }
  }

  /** The rows that {@link TriggerSession#withRows} makes. */
  private static String rows() {
    return """
        INSERT INTO users (id, email, name) VALUES ('%s', 'a@example.com', 'A');
        INSERT INTO agents (id, user_id, name) VALUES ('%s', '%s', 'One');
        INSERT INTO calls (id, user_id, agent_id, phone_number) VALUES ('%s', '%s', '%s', '+1')
        """
        .formatted(USER, AGENT, USER, CALL, USER, AGENT);
  }

  @Test
  void anErrorWhileReplicatedRowsAreAppliedStopsNoReplication() throws SQLException {
    session.execute(
        "ALTER TABLE calls ENABLE ALWAYS TRIGGER cache_invalidation_calls;"
            + "ALTER TABLE agents RENAME user_id TO owner_id;"
            + "ALTER TABLE agents ENABLE ALWAYS TRIGGER cache_invalidation_agents;"
            + "SET session_replication_role = replica; UPDATE agents SET name = 'x'");

    assertThat(session.value("SELECT DISTINCT name FROM agents")).isEqualTo("x");
    assertThat(session.value("SELECT count(*) FROM trigger_error_log")).isEqualTo("1");
  }

  @Test
  void mergeAnnouncesEachRowWithItsOwnOperation() throws SQLException {
    assumeThat(postgres.version()).isGreaterThanOrEqualTo(15);
    session.execute(
        """
        MERGE INTO agents USING (VALUES ('%s'::uuid), ('%s'), ('%s')) AS v (id) ON agents.id = v.id
        WHEN MATCHED AND v.id = '%s' THEN DELETE
        WHEN MATCHED THEN UPDATE SET name = 'x'
        WHEN NOT MATCHED THEN INSERT (id, user_id, name) VALUES (v.id, '%s', 'New')
        """,
        AGENT, TriggerSession.OTHER_AGENT, ROW, TriggerSession.OTHER_AGENT, USER);

    assertThat(session.announced())
        .containsExactlyInAnyOrder(
            new Announced("agents", "UPDATE", USER, AGENT, AGENT),
            new Announced(
                "agents",
                "DELETE",
                TriggerSession.OTHER_USER,
                TriggerSession.OTHER_AGENT,
                TriggerSession.OTHER_AGENT),
            new Announced("agents", "INSERT", USER, ROW, ROW));
  }

  @Test
  void onConflictDoNothingAnnouncesNothing() throws SQLException {
    session.execute(
        "INSERT INTO agents (id, user_id, name) VALUES ('%s', '%s', 'x') ON CONFLICT DO NOTHING",
        AGENT, USER);

    assertThat(session.notifications()).isEmpty();
  }

  @Test
  void aRowThatComesByAnUpdateOfTheKeyItIsFoundByCascades() throws SQLException {
    session.execute(
        "ALTER TABLE calls DROP CONSTRAINT calls_agent_id_fkey,"
            + " ADD FOREIGN KEY (agent_id) REFERENCES agents (id) ON UPDATE CASCADE");

    session.execute("UPDATE agents SET id = '%s' WHERE id = '%s'", ROW, AGENT);

    assertThat(session.announced())
        .containsExactlyInAnyOrder(
            new Announced("agents", "UPDATE", USER, AGENT, AGENT),
            new Announced("agents", "UPDATE", USER, ROW, ROW),
            new Announced("calls", "UPDATE", USER, CALL, AGENT),
            new Announced("calls", "UPDATE", USER, CALL, ROW));
  }

  @Test
  void aListenerOnAnotherChannelOfTheDatabaseHearsNothing() throws SQLException {
    ConnectionSettings settings = postgres.demoSchema();
    TestPostgres.execute(
        settings,
        "ALTER DATABASE %s SET triggerscope.channel = 'other channel'"
            .formatted(settings.jdbcUrl().replaceFirst(".*/", "")));
    try (var other = TriggerSession.open(settings)) {
      other.migrate();
      other.withRows();
      other.execute("UPDATE calls SET status = 'failed'");
      assertThat(other.notifications()).isEmpty();

      other.execute("LISTEN \"other channel\"; UPDATE calls SET status = 'completed'");
      assertThat(other.notifications()).hasSize(1);
      other.execute("SELECT test_cache_invalidation()");
      assertThat(other.notifications()).hasSize(6);

      // a run that is not told the channel leaves it as it was
      other.execute("SET triggerscope.channel = ''");
      other.migrate();
      assertThat(other.value("SELECT cache_invalidation_channel()")).isEqualTo("other channel");
    }
  }
}
