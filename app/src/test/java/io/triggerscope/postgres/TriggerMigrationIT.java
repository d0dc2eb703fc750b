package io.triggerscope.postgres;

import static io.triggerscope.postgres.TriggerSession.OTHER_USER;
import static io.triggerscope.postgres.TriggerSession.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.triggerscope.postgres.TriggerSession.Announced;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the migration makes of databases in all states. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
class TriggerMigrationIT {

  private final TestPostgres postgres;

  TriggerMigrationIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  private static final String PAIRS =
      "SELECT event_object_table, event_manipulation FROM information_schema.triggers"
          + " WHERE trigger_schema = 'public' ORDER BY 1, 2";

  /** All that the migration makes, with what it must not change when it is run again. */
  private static final String STATE =
      """
      SELECT 'function', oid::text, pg_get_functiondef(oid), proacl::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      UNION ALL SELECT 'trigger', oid::text, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT 'comment', objoid::text, classoid::text, description FROM pg_description WHERE description LIKE 'TriggerScope%'
      UNION ALL SELECT 'relation', oid::text, relname, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT 'column', attrelid::text, attname, atttypid::text FROM pg_attribute WHERE attrelid::regclass::text = 'trigger_error_log'
      UNION ALL SELECT 'session', '', current_setting('search_path'), current_setting('lock_timeout')
      ORDER BY 1, 2, 3
      """;

  @Test
  void sixTriggersAnnounceSixteenPairs() throws SQLException {
    try (var session = TriggerSession.migrated(postgres)) {
      assertThat(session.rows(PAIRS))
          .containsExactly(
              List.of("agent_analytics", "DELETE"),
              List.of("agent_analytics", "INSERT"),
              List.of("agent_analytics", "UPDATE"),
              List.of("agents", "DELETE"),
              List.of("agents", "INSERT"),
              List.of("agents", "UPDATE"),
              List.of("calls", "DELETE"),
              List.of("calls", "INSERT"),
              List.of("calls", "UPDATE"),
              List.of("credit_transactions", "DELETE"),
              List.of("credit_transactions", "INSERT"),
              List.of("credit_transactions", "UPDATE"),
              List.of("lead_analytics", "DELETE"),
              List.of("lead_analytics", "INSERT"),
              List.of("lead_analytics", "UPDATE"),
              List.of("users", "UPDATE"));
      assertThat(
              session.rows(
                  "SELECT DISTINCT trigger_name FROM information_schema.triggers ORDER BY 1"))
          .extracting(List::getFirst)
          .containsExactly(
              "cache_invalidation_agent_analytics",
              "cache_invalidation_agents",
              "cache_invalidation_calls",
              "cache_invalidation_credit_transactions",
              "cache_invalidation_lead_analytics",
              "cache_invalidation_users");
    }
  }

  @Test
  void aSecondRunChangesNothingAndLocksNoTable() throws SQLException {
    try (var session = TriggerSession.migrated(postgres);
        var other = session.another()) {
      var first = session.rows(STATE);
      other.execute("BEGIN; LOCK TABLE users, agents, calls IN ROW EXCLUSIVE MODE");

      session.execute("SET statement_timeout = '5s'");
      session.migrate();

      assertThat(session.rows(STATE)).isEqualTo(first);
    }
  }

  @Test
  void inOneTransactionItDoesTheSameAsStatementByStatement() throws SQLException {
    var definitions =
        "SELECT pg_get_triggerdef(oid), obj_description(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";
    try (var byStatement = TriggerSession.migrated(postgres);
        var atOnce = TriggerSession.open(postgres.demoSchema())) {
      atOnce.connection().setAutoCommit(false);
      atOnce.migrate();
      atOnce.connection().commit();
      atOnce.connection().setAutoCommit(true);

      assertThat(atOnce.rows(definitions)).hasSize(6).isEqualTo(byStatement.rows(definitions));
      assertThat(atOnce.value("SHOW search_path")).isEqualTo(byStatement.value("SHOW search_path"));
      assertThat(atOnce.value("SHOW lock_timeout")).isEqualTo("0");
    }
  }

  @Test
  void flywayAppliesItOnce() throws SQLException {
    var settings = postgres.demoSchema();
    var flyway =
        Flyway.configure()
            .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
            .locations("filesystem:migrations")
            .table("triggerscope_schema_history")
            .baselineOnMigrate(true)
            .baselineVersion("020")
            .target("021")
            .load();

    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(flyway.migrate().migrationsExecuted).isZero();

    try (var session = TriggerSession.open(settings)) {
      assertThat(session.rows(PAIRS)).hasSize(16);
      assertThat(session.value("SELECT count(*) FROM test_cache_invalidation() WHERE passed"))
          .isEqualTo("19");
    }
  }

  @ParameterizedTest
  @CsvSource({"DISABLE, D", "ENABLE ALWAYS, A", "ENABLE REPLICA, R"})
  void aStateThatTheDbaChoseStays(String state, String enabled) throws SQLException {
    try (var session = TriggerSession.migrated(postgres)) {
      session.execute("ALTER TABLE users %s TRIGGER cache_invalidation_users", state);
      session.execute("ALTER TABLE calls %s TRIGGER cache_invalidation_calls", state);
      // A new column makes the trigger on users outdated, so that it is really replaced.
      session.execute("ALTER TABLE users ADD COLUMN locale text");

      session.migrate();

      assertThat(
              session.rows(
                  "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O' ORDER BY 1"))
          .containsExactly(
              List.of("cache_invalidation_calls", enabled),
              List.of("cache_invalidation_users", enabled));
      assertThat(
              session.value(
                  "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'cache_invalidation_users'"))
          .contains("new.locale");
    }
  }

  @Test
  void aPartitionKeepsAStateOfItsOwn() throws SQLException {
    try (var session = TriggerSession.migrated(postgres)) {
      session.execute(
          """
          ALTER TABLE credit_transactions RENAME TO old;
          CREATE TABLE credit_transactions (LIKE old INCLUDING DEFAULTS) PARTITION BY LIST (kind);
          CREATE TABLE purchases PARTITION OF credit_transactions FOR VALUES IN ('purchase');
          CREATE TABLE others PARTITION OF credit_transactions DEFAULT;
          """);
      session.migrate();
      session.execute(
          "ALTER TABLE purchases DISABLE TRIGGER cache_invalidation_credit_transactions;"
              + "ALTER TABLE others ENABLE ALWAYS TRIGGER cache_invalidation_credit_transactions;"
              // so that the next run replaces it
              + "COMMENT ON TRIGGER cache_invalidation_credit_transactions ON credit_transactions IS NULL");

      session.migrate();

      assertThat(
              session.rows(
                  "SELECT tgrelid::regclass, tgenabled FROM pg_trigger"
                      + " WHERE tgname = 'cache_invalidation_credit_transactions' ORDER BY 1::text"))
          .containsExactlyInAnyOrder(
              List.of("credit_transactions", "O"),
              List.of("purchases", "D"),
              List.of("others", "A"),
              List.of("old", "O"));
    }
  }

  @Test
  void olderFunctionsAndTriggersAreReplacedWithoutLeavingDuplicates() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute(
          """
          CREATE TABLE trigger_error_log (id serial PRIMARY KEY, table_name varchar(100), error_message text);
          INSERT INTO trigger_error_log (table_name, error_message) VALUES ('calls', 'of old');
          CREATE FUNCTION notify_cache_invalidation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = public AS 'BEGIN PERFORM pg_notify(''cache_invalidation'', NEW.no_such_column::text); RETURN NEW; END';
          CREATE FUNCTION get_cache_trigger_health() RETURNS integer LANGUAGE sql AS 'SELECT 1';
          CREATE FUNCTION cleanup_trigger_error_log() RETURNS void LANGUAGE sql AS '';
          CREATE FUNCTION cleanup_trigger_error_log(days integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
          CREATE TRIGGER cache_invalidation_users BEFORE INSERT OR UPDATE ON users
            FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation();
          CREATE TRIGGER trg_calls_insert AFTER INSERT ON calls
            FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation();
          CREATE TRIGGER trg_calls_update AFTER UPDATE ON calls
            FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation();
          CREATE CONSTRAINT TRIGGER cache_invalidation_agents AFTER INSERT ON agents DEFERRABLE
            FOR EACH ROW EXECUTE FUNCTION notify_cache_invalidation();
          ALTER TABLE calls DISABLE TRIGGER trg_calls_insert;
          ALTER TABLE calls DISABLE TRIGGER trg_calls_update;
          """);

      session.migrate();

      assertThat(session.rows(PAIRS)).hasSize(16);
      assertThat(session.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
          .isEqualTo("6");
      assertThat(
              session.rows(
                  "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'"))
          .containsExactly(List.of("cache_invalidation_calls"));
      assertThat(
              session.rows(
                  "SELECT prosecdef, proconfig FROM pg_proc WHERE proname = 'notify_cache_invalidation'"))
          .containsExactly(row("f", null));
      assertThat(
              session.value(
                  "SELECT error_message FROM trigger_error_log WHERE operation IS NULL AND occurred_at IS NOT NULL"))
          .isEqualTo("of old");
      assertThat(session.value("SELECT cleanup_trigger_error_log()")).isEqualTo("0");
      assertThat(session.rows("SELECT * FROM get_cache_trigger_health()")).hasSize(16);
      session.execute("ALTER TABLE calls ENABLE TRIGGER cache_invalidation_calls");
      session.withRows();
      session.execute("UPDATE users SET name = 'x' WHERE id = '%s'", USER);
      assertThat(session.announced())
          .containsExactly(new Announced("users", "UPDATE", USER, USER, null));
      session.execute("UPDATE calls SET user_id = '%s'", OTHER_USER);
      assertThat(session.notifications()).hasSize(2);
    }
  }

  private static List<@Nullable String> row(String first, @Nullable String second) {
    return Arrays.asList(first, second);
  }

  @Test
  void missingTablesAreNamedAndNothingIsChanged() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute("DROP TABLE lead_analytics, credit_transactions");
      var before = session.rows(STATE);

      assertThatThrownBy(session::migrate)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"))
          .hasMessageContaining(
              "schema public has no table lead_analytics, credit_transactions; nothing was changed");

      assertThat(session.rows(STATE)).isEqualTo(before);
    }
  }

  @Test
  void missingTablesAreLeftOutWhereThatIsAskedFor() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute("DROP TABLE lead_analytics, credit_transactions");
      session.execute("SET triggerscope.skip_missing_tables = on");

      session.migrate();

      assertThat(session.rows(PAIRS)).hasSize(10);
      assertThat(session.value("SELECT count(*) FROM get_cache_trigger_health() WHERE NOT present"))
          .isEqualTo("6");
    }
  }

  @Test
  void itWorksInAnySchemaWithoutThatBeingInTheWritersSearchPath() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute("ALTER SCHEMA public RENAME TO \"App Data\"");
      session.execute("SET search_path = \"App Data\"");

      session.migrate();
      session.withRows();
      session.execute("SET search_path = pg_temp");
      session.execute(
          "INSERT INTO \"App Data\".lead_analytics (user_id, call_id) SELECT user_id, id FROM \"App Data\".calls");
      assertThat(
              session.value(
                  "SELECT count(*) FROM \"App Data\".test_cache_invalidation() WHERE passed"))
          .isEqualTo("19");
      assertThat(session.notifications()).hasSize(7);
      session.execute(
          "ALTER TABLE \"App Data\".agents RENAME user_id TO owner_id; UPDATE \"App Data\".agents SET name = 'x'");

      assertThat(session.value("SELECT count(*) FROM \"App Data\".trigger_error_log"))
          .isEqualTo("1");
    }
  }

  @Test
  void leadAnalyticsWithAnAgentOfItsOwnAnnouncesThat() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute("ALTER TABLE lead_analytics ADD COLUMN agent_id uuid");
      session.migrate();
      session.withRows();

      session.execute(
          "INSERT INTO lead_analytics (user_id, call_id, agent_id) SELECT user_id, id, '%s' FROM calls",
          TriggerSession.OTHER_AGENT);

      assertThat(session.announced())
          .singleElement()
          .extracting(Announced::agentId)
          .isEqualTo(TriggerSession.OTHER_AGENT);
    }
  }

  @Test
  void itGivesUpRatherThanQueueTheWritersBehindALock() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema());
        var other = session.another()) {
      other.execute("BEGIN; LOCK TABLE agents IN ROW EXCLUSIVE MODE");

      session.execute("SET lock_timeout = '100ms'");
      assertThatThrownBy(session::migrate)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"))
          .hasMessageContaining("no trigger was changed")
          .hasMessageContaining("holds RowExclusiveLock on agents");
      assertThat(session.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
          .isEqualTo("0");
    }
  }

  @Test
  void writersGoOnWhileItWaitsForALock() throws Exception {
    try (var session = TriggerSession.open(postgres.demoSchema());
        var holder = session.another();
        var writer = session.another()) {
      holder.execute("BEGIN; LOCK TABLE credit_transactions IN ROW EXCLUSIVE MODE");
      session.execute("SET lock_timeout = '20s'");
      var migration = CompletableFuture.runAsync(() -> migrate(session));
      await()
          .until(
              () ->
                  "1"
                      .equals(
                          writer.value(
                              "SELECT count(*) FROM pg_locks WHERE NOT granted"
                                  + " AND relation = 'credit_transactions'::regclass AND database ="
                                  + " (SELECT oid FROM pg_database WHERE datname = current_database())")));

      // users is locked as well by now, until the try for credit_transactions is given up
      writer.execute("SET statement_timeout = '10s'; UPDATE users SET name = name");
      assertThat(migration).isNotDone();

      holder.execute("COMMIT");
      migration.get(20, TimeUnit.SECONDS);
      assertThat(session.rows(PAIRS)).hasSize(16);
      assertThat(session.value("SHOW lock_timeout")).isEqualTo("20s");
    }
  }

  private static void migrate(TriggerSession session) {
    try {
      session.migrate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFunctionThatSomebodyElseCouldChangeStopsIt() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute(
          "GRANT CREATE ON SCHEMA public TO triggerscope_demo_importer;"
              + "SET ROLE triggerscope_demo_importer;"
              + "CREATE FUNCTION notify_cache_invalidation() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
              + "RESET ROLE");

      assertThatThrownBy(session::migrate)
          .hasMessageContaining(
              "function notify_cache_invalidation() belongs to triggerscope_demo_importer,"
                  + " who could change it at any time; nothing was changed");

      session.execute("ALTER FUNCTION notify_cache_invalidation() OWNER TO CURRENT_USER");
      session.migrate();
      assertThat(session.rows(PAIRS)).hasSize(16);
    }
  }

  @Test
  void theOwnerOfTheTablesMigratesWithoutBeingASuperuser() throws SQLException {
    var settings = postgres.demoSchema();
    var owner = "owner" + settings.jdbcUrl().replaceFirst(".*/", "_");
    try (var session = TriggerSession.open(settings)) {
      session.execute(
          "CREATE ROLE %1$s; GRANT CREATE, USAGE ON SCHEMA public TO %1$s;"
              + "DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
              + " LOOP EXECUTE format('ALTER TABLE %%I OWNER TO %1$s', t); END LOOP; END $$;"
              + "SET ROLE %1$s",
          owner);

      session.migrate();
      session.migrate();

      assertThat(session.value("SELECT count(*) FROM test_cache_invalidation() WHERE passed"))
          .isEqualTo("19");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SET triggerscope.channel = '0123456789012345678901234567890123456789012345678901234567890123' | 42622
          CREATE VIEW trigger_error_log AS SELECT 1 AS id                                               | 42809
          """)
  void whatCannotWorkIsSaidBeforeAnythingIsChanged(String fault, String state) throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute(fault);
      var before = session.rows(STATE);

      assertThatThrownBy(session::migrate)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
          .hasMessageContaining("nothing was changed");

      assertThat(session.rows(STATE)).isEqualTo(before);
    }
  }

  @Test
  void theSealsAreTheSameOnEachVersionSoThatAnUpgradeBreaksNone() throws SQLException {
    var seals =
        "SELECT obj_description(oid, 'pg_trigger') FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";
    try (var session = TriggerSession.migrated(postgres);
        var newest = TriggerSession.migrated(TestPostgres.NEWEST)) {
      assertThat(session.rows(seals)).hasSize(6).isEqualTo(newest.rows(seals));
    }
  }

  @Test
  void theColumnsOfUsersThatDoNotMatterCanBeChosen() throws SQLException {
    try (var session = TriggerSession.open(postgres.demoSchema())) {
      session.execute(
          "ALTER TABLE users ADD COLUMN notes json, ADD COLUMN code varchar(5), ADD COLUMN tags text[]");
      session.execute(
          "SET triggerscope.users_ignored = 'name,last_seen ,  login_count, updated_at'");
      session.migrate();
      session.withRows();

      session.execute("UPDATE users SET name = 'x'");
      assertThat(session.notifications()).isEmpty();
      session.execute("UPDATE users SET notes = '{}' WHERE id = '%s'", USER);
      session.execute("UPDATE users SET code = 'abc' WHERE id = '%s'", USER);
      session.execute("UPDATE users SET tags = '{a}' WHERE id = '%s'", USER);
      assertThat(session.notifications()).hasSize(3);
    }
  }
}
