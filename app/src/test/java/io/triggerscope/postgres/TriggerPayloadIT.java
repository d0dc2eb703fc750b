package io.triggerscope.postgres;

import static io.triggerscope.postgres.TriggerSession.AGENT;
import static io.triggerscope.postgres.TriggerSession.CALL;
import static io.triggerscope.postgres.TriggerSession.OTHER_AGENT;
import static io.triggerscope.postgres.TriggerSession.OTHER_USER;
import static io.triggerscope.postgres.TriggerSession.ROW;
import static io.triggerscope.postgres.TriggerSession.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.postgres.TriggerSession.Announced;
import io.triggerscope.testing.TestPostgres;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What the triggers announce for which change. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerPayloadIT {

  private final TestPostgres postgres;

  TriggerPayloadIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  private TriggerSession session;

  @BeforeEach
  void migrate() throws SQLException {
    session = TriggerSession.migrated(postgres).withRows();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          agents              | user_id, name                   | 'USER', 'New'         | ROW
          calls               | user_id, agent_id, phone_number | 'USER', 'AGENT', '+2' | AGENT
          lead_analytics      | user_id, call_id                | 'USER', 'CALL'        | AGENT
          agent_analytics     | user_id, agent_id               | 'USER', 'AGENT'       | AGENT
          credit_transactions | user_id, kind, amount           | 'USER', 'usage', -1   |
          """)
  void insertUpdateAndDeleteAreAnnounced(
      String table, String columns, String values, @Nullable String agent) throws SQLException {
    var agentId = agent == null ? null : ids(agent);

    session.execute("INSERT INTO %s (id, %s) VALUES ('%s', %s)", table, columns, ROW, ids(values));
    assertThat(session.announced())
        .containsExactly(new Announced(table, "INSERT", USER, ROW, agentId));

    session.execute("UPDATE %s SET id = id WHERE id = '%s'", table, ROW);
    assertThat(session.announced())
        .containsExactly(new Announced(table, "UPDATE", USER, ROW, agentId));

    session.execute("DELETE FROM %s WHERE id = '%s'", table, ROW);
    assertThat(session.announced())
        .containsExactly(new Announced(table, "DELETE", USER, ROW, agentId));
  }

  private static String ids(String text) {
    return text.replace("USER", USER)
        .replace("AGENT", AGENT)
        .replace("CALL", CALL)
        .replace("ROW", ROW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          email          | 'new@example.com'
          name           | 'New'
          plan           | 'pro'
          status         | 'suspended'
          credit_balance | credit_balance - 1
          settings       | '{"a": 1}'
          phone          | NULL
          """)
  void aSignificantColumnOfUsersIsAnnounced(String column, String value) throws SQLException {
    session.execute("UPDATE users SET phone = '+1' WHERE id = '%s'", USER);
    session.notifications();

    session.execute("UPDATE users SET %s = %s WHERE id = '%s'", column, value, USER);

    assertThat(session.announced())
        .containsExactly(new Announced("users", "UPDATE", USER, USER, null));
  }

  @Test
  void otherChangesOfUsersAreNotAnnounced() throws SQLException {
    session.execute("UPDATE users SET last_seen = now(), login_count = 7, updated_at = now()");
    session.execute("UPDATE users SET name = name, email = email");
    session.execute("INSERT INTO users (email, name) VALUES ('c@example.com', 'C')");
    session.execute("DELETE FROM users WHERE email = 'c@example.com'");

    assertThat(session.notifications()).isEmpty();
  }

  @Test
  void aChangeOfTheOwnerIsAnnouncedToBoth() throws SQLException {
    session.execute(
        "UPDATE calls SET user_id = '%s', agent_id = '%s' WHERE id = '%s'",
        OTHER_USER, OTHER_AGENT, CALL);

    assertThat(session.announced())
        .containsExactly(
            new Announced("calls", "UPDATE", USER, CALL, AGENT),
            new Announced("calls", "UPDATE", OTHER_USER, CALL, OTHER_AGENT));
  }

  @Test
  void aChangeOfThePrimaryKeyIsAnnouncedWithBothKeys() throws SQLException {
    session.execute(
        "INSERT INTO credit_transactions (user_id, kind, amount) VALUES ('%s', 'usage', 1)", USER);
    var old = session.notifications().getFirst().recordId();

    session.execute("UPDATE credit_transactions SET id = '%s'", ROW);

    assertThat(session.announced())
        .containsExactly(
            new Announced("credit_transactions", "UPDATE", USER, old, null),
            new Announced("credit_transactions", "UPDATE", USER, ROW, null));
  }

  @Test
  void timestampAndBatchIdAreTheTransactions() throws SQLException {
    session.connection().setAutoCommit(false);
    session.execute("UPDATE agents SET name = 'x'");
    var now = session.value("SELECT extract(epoch FROM now())");
    var transaction = session.value("SELECT txid_current()");
    session.connection().commit();
    session.connection().setAutoCommit(true);

    assertThat(session.notifications())
        .hasSize(2)
        .allSatisfy(
            n -> {
              assertThat(n.batchId()).isEqualTo(transaction);
              assertThat(n.timestamp()).isEqualTo(instant(new BigDecimal(now)));
            });
  }

  private static Instant instant(BigDecimal seconds) {
    var whole = seconds.toBigInteger().longValueExact();
    return Instant.ofEpochSecond(
        whole, seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
  }

  @Test
  void eachTransactionHasItsOwnBatchId() throws SQLException {
    session.execute("UPDATE calls SET status = 'completed'");
    session.execute("UPDATE calls SET status = 'failed'");

    assertThat(session.notifications()).extracting(n -> n.batchId()).doesNotHaveDuplicates();
  }

  @Test
  void equalAnnouncementsOfATransactionFold() throws SQLException {
    session.execute(
        "BEGIN; UPDATE calls SET status = 'completed'; UPDATE calls SET status = 'failed';"
            + " UPDATE calls SET cost_credits = 1; COMMIT");

    assertThat(session.announced())
        .containsExactly(new Announced("calls", "UPDATE", USER, CALL, AGENT));
  }

  @Test
  void aRolledBackSavepointAnnouncesNothing() throws SQLException {
    session.execute(
        "BEGIN; SAVEPOINT s; UPDATE agents SET name = 'x'; ROLLBACK TO s;"
            + " UPDATE calls SET status = 'completed'; COMMIT");

    assertThat(session.announced())
        .containsExactly(new Announced("calls", "UPDATE", USER, CALL, AGENT));
  }

  @Test
  void aCascadeAnnouncesTheRowsItDeletes() throws SQLException {
    session.execute(
        "INSERT INTO lead_analytics (id, user_id, call_id) VALUES ('%s', '%s', '%s')",
        ROW, USER, CALL);
    session.notifications();

    session.execute("DELETE FROM calls WHERE id = '%s'", CALL);

    // The call is gone by the time its lead goes, so nobody knows the lead's agent any more.
    assertThat(session.announced())
        .containsExactlyInAnyOrder(
            new Announced("calls", "DELETE", USER, CALL, AGENT),
            new Announced("lead_analytics", "DELETE", USER, ROW, null));
  }

  @Test
  void copyAndOnConflictAreAnnounced() throws Exception {
    session
        .connection()
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY agents (id, user_id, name) FROM STDIN",
            new StringReader(ROW + "\t" + USER + "\tNew\n"));
    session.execute(
        "INSERT INTO agents (id, user_id, name) VALUES ('%s', '%s', 'Newer')"
            + " ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        ROW, USER);

    assertThat(session.announced())
        .containsExactly(
            new Announced("agents", "INSERT", USER, ROW, ROW),
            new Announced("agents", "UPDATE", USER, ROW, ROW));
  }

  @Test
  void anotherTableNeedsATriggerWithItsColumnsOnly() throws SQLException {
    session.execute(
        "CREATE TABLE invoices (\"No\" bigint PRIMARY KEY, owner uuid, total int);"
            + "CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON invoices FOR EACH ROW"
            + " EXECUTE FUNCTION notify_cache_invalidation('owner', 'No', '')");

    session.execute("INSERT INTO invoices VALUES (7, '%s', 1)", USER);
    session.execute("UPDATE invoices SET owner = '%s'", OTHER_USER);
    session.execute("DELETE FROM invoices");

    assertThat(session.announced())
        .containsExactly(
            new Announced("invoices", "INSERT", USER, "7", null),
            new Announced("invoices", "UPDATE", USER, "7", null),
            new Announced("invoices", "UPDATE", OTHER_USER, "7", null),
            new Announced("invoices", "DELETE", OTHER_USER, "7", null));
  }

  @Test
  void idsOfAnyTextAreEscaped() throws SQLException {
    session.execute(
        "CREATE TABLE \"od\"\"d\" (id text, user_id text);"
            + "CREATE TRIGGER announce AFTER INSERT ON \"od\"\"d\" FOR EACH ROW"
            + " EXECUTE FUNCTION notify_cache_invalidation('user_id', 'id', '')");

    session.execute("INSERT INTO \"od\"\"d\" VALUES (E'a\"\\\\\\n', 'é')");

    assertThat(session.announced())
        .containsExactly(new Announced("od\"d", "INSERT", "é", "a\"\\\n", null));
  }

  @Test
  void aPartitionBearsTheNameOfItsTable() throws SQLException {
    session.execute(
        "ALTER TABLE credit_transactions RENAME TO old;"
            + "CREATE TABLE credit_transactions (LIKE old INCLUDING DEFAULTS) PARTITION BY LIST (kind);"
            + "CREATE TABLE purchases PARTITION OF credit_transactions FOR VALUES IN ('purchase');"
            + "CREATE TABLE others PARTITION OF credit_transactions DEFAULT");
    session.migrate();

    session.execute(
        "INSERT INTO credit_transactions (id, user_id, kind, amount) VALUES ('%s', '%s', 'purchase', 1)",
        ROW, USER);
    session.execute("UPDATE credit_transactions SET kind = 'refund'");

    // PostgreSQL moves a row between partitions by DELETE and INSERT.
    assertThat(session.announced())
        .containsExactly(
            new Announced("credit_transactions", "INSERT", USER, ROW, null),
            new Announced("credit_transactions", "DELETE", USER, ROW, null),
            new Announced("credit_transactions", "INSERT", USER, ROW, null));
  }

  @Test
  void aBeforeTriggerMadeByMistakeDropsNoRow() throws SQLException {
    session.execute(
        "DROP TRIGGER cache_invalidation_agents ON agents;"
            + " CREATE TRIGGER oops BEFORE INSERT OR UPDATE OR DELETE ON agents"
            + " FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation()");

    session.execute("INSERT INTO agents (id, user_id, name) VALUES ('%s', '%s', 'New')", ROW, USER);
    session.execute("UPDATE agents SET name = 'Newer' WHERE id = '%s'", ROW);
    assertThat(session.value("SELECT name FROM agents WHERE id = '%s'", ROW)).isEqualTo("Newer");

    session.execute("DELETE FROM agents WHERE id = '%s'", ROW);
    assertThat(session.value("SELECT count(*) FROM agents WHERE id = '%s'", ROW)).isEqualTo("0");
  }
}
