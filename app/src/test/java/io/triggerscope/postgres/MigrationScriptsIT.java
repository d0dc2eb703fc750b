package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Retention;
import io.triggerscope.testing.Program;
import io.triggerscope.testing.Psql;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code migrations/} as a DBA runs them, with psql, beside what the app does. */
@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class MigrationScriptsIT {

  private static final List<String> MIGRATIONS =
      List.of(
          "V021__fix_cache_invalidation_trigger_logic.sql", "V022__index_trigger_error_log.sql");

  /** All that is in the schema, but for the app's history. */
  private static final String OBJECTS =
      """
      SELECT 'function', pg_get_functiondef(p.oid), p.proacl::text, obj_description(p.oid, 'pg_proc')
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT 'trigger', pg_get_triggerdef(t.oid), t.tgenabled::text, obj_description(t.oid, 'pg_trigger')
        FROM pg_trigger t WHERE NOT t.tgisinternal
      UNION ALL
      SELECT 'column', attrelid::regclass || '.' || attname, format_type(atttypid, atttypmod), attnotnull::text
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND attnum > 0
         AND c.relname <> 'triggerscope_schema_history'
      UNION ALL
      SELECT 'index', pg_get_indexdef(i.indexrelid), i.indisvalid::text, ''
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'triggerscope_schema_history'
      ORDER BY 1, 2
      """;

  private final TestPostgres postgres;

  MigrationScriptsIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @BeforeAll
  static void psql() {
    Program.assumePresent("psql");
  }

  @Test
  void eachFileAppliesTwiceThroughPsqlAndThroughTheAppWithTheSameEndState() throws SQLException {
    var byPsql = postgres.demoSchema();
    applyByPsql(byPsql);
    var objects = objects(byPsql);
    applyByPsql(byPsql);
    assertThat(objects(byPsql)).isEqualTo(objects);

    var byApp = postgres.demoSchema();
    assertThat(applyByApp(byApp)).isEqualTo(new Outcome.Done<>(2));
    assertThat(objects(byApp)).isEqualTo(objects);
    assertThat(applyByApp(byApp)).isEqualTo(new Outcome.Done<>(0));
    applyByPsql(byApp);
    assertThat(objects(byApp)).isEqualTo(objects);
    assertThat(applyByApp(byPsql)).isEqualTo(new Outcome.Done<>(2));
    assertThat(objects(byPsql)).isEqualTo(objects);
  }

  private static void applyByPsql(ConnectionSettings settings) {
    for (var migration : MIGRATIONS) {
      succeeds(Psql.run(settings, "-f", file(migration)));
    }
  }

  private static Outcome<Integer> applyByApp(ConnectionSettings settings) {
    try (var target = open(settings)) {
      return new Migrations(target).run(step -> {});
    }
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }

  private static String file(String name) {
    return "migrations/" + name;
  }

  private static void succeeds(Psql.Run run) {
    assertThat(run).isEqualTo(new Psql.Run(0, run.output()));
    assertThat(run.output()).doesNotContain("WARNING", "ERROR");
  }

  private static List<List<@Nullable String>> objects(ConnectionSettings settings)
      throws SQLException {
    try (var session = TriggerSession.open(settings)) {
      return session.rows(OBJECTS);
    }
  }

  @Test
  void uninstallingLeavesNothingButTheLogAndNotEvenThatWhenAsked() throws SQLException {
    var settings = postgres.demoSchema();
    var before = objects(settings);
    applyByApp(settings);
    TestPostgres.execute(
        settings,
        """
        CREATE TABLE invoices (id uuid, owner uuid);
        CREATE TRIGGER by_hand AFTER INSERT ON invoices FOR EACH ROW
          EXECUTE FUNCTION notify_cache_invalidation('owner', 'id', '');
        ALTER TABLE credit_transactions RENAME user_id TO owner_id;
        INSERT INTO users (email, name) VALUES ('a@example.com', 'A');
        INSERT INTO credit_transactions (owner_id, kind, amount) SELECT id, 'usage', 1 FROM users;
        ALTER TABLE credit_transactions RENAME owner_id TO user_id;
        """);

    succeeds(Psql.run(settings, "-f", file("uninstall.sql")));

    try (var session = TriggerSession.open(settings)) {
      assertThat(session.value("SELECT count(*) FROM trigger_error_log")).isEqualTo("1");
      session.execute("DROP TABLE invoices");
    }
    assertThat(applyByApp(settings)).isEqualTo(new Outcome.Done<>(2));
    succeeds(
        Psql.run(
            settings, "-c", "SET triggerscope.drop_error_log = on", "-f", file("uninstall.sql")));
    assertThat(objects(settings)).isEqualTo(before);
    succeeds(Psql.run(settings, "-f", file("uninstall.sql")));
  }

  @Test
  void uninstallingWaitsForNobodyAndGoesOnWhereItStopped() throws SQLException {
    var settings = postgres.migrated();
    try (var writer = TriggerSession.open(settings)) {
      writer.execute("BEGIN; LOCK TABLE calls IN ROW EXCLUSIVE MODE");
      assertThat(
              Psql.run(settings, "-c", "SET lock_timeout = '100ms'", "-f", file("uninstall.sql")))
          .matches(run -> run.exitCode() == 3)
          .matches(run -> run.output().contains("canceling statement due to lock timeout"));
      writer.execute("COMMIT");
      succeeds(Psql.run(settings, "-f", file("uninstall.sql")));
      assertThat(writer.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
          .isEqualTo("0");
    }
  }

  @Test
  void aReaderSeesEverythingAndChangesNothing() throws SQLException {
    var settings = granted();
    var reader = as(settings, "reader");
    try (var target = open(reader)) {
      assertThat(
              done(new TriggerErrors(target).page(ErrorFilter.ALL, new ErrorPlace.Newest(), 10))
                  .rows())
          .hasSize(1);
      assertThat(done(new Migrations(target).list())).hasSize(3);
      assertThat(done(ContractObjects.in(target))).isEqualTo(new ContractObjects(true, true));
      assertThat(cleanUp(target))
          .isInstanceOfSatisfying(
              CleanupEnd.Broken.class,
              end -> assertThat(end.failure()).isInstanceOf(Failure.Denied.class));
    }
    try (var session = TriggerSession.open(reader)) {
      assertThat(session.rows("SELECT * FROM get_cache_trigger_health()")).hasSize(16);
      session.execute("SET default_transaction_read_only = off");
      for (var statement : List.of("UPDATE agents SET name = name", "DELETE FROM users")) {
        denied(session, statement);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls",
        "DROP FUNCTION notify_cache_invalidation() CASCADE",
        "INSERT INTO trigger_error_log DEFAULT VALUES",
        "DELETE FROM trigger_error_log",
        "TRUNCATE calls",
        "SELECT log_trigger_error(NULL, 'calls', 'UPDATE', 'forged', 1, '{}')",
      })
  void anOperatorTestsAndCleansUpAndNoMore(String forbidden) throws SQLException {
    var operator = as(granted(), "operator");
    try (var target = open(operator)) {
      assertThat(cleanUp(target)).isEqualTo(new CleanupEnd.Complete(1));
    }
    try (var session = TriggerSession.open(operator)) {
      assertThat(session.rows("SELECT * FROM get_cache_trigger_health()")).hasSize(16);
      assertThat(
              session.rows(
                  "SELECT name, detail FROM test_cache_invalidation() WHERE passed IS NOT TRUE"))
          .isEmpty();
      denied(session, forbidden);
    }
  }

  private static CleanupEnd cleanUp(Target target) {
    var cleanup = new ErrorCleanup(target);
    var plan = done(cleanup.preview(new Retention(1))).plan(group -> false, true);
    return cleanup.run(plan, rows -> true);
  }

  private static void denied(TriggerSession session, String statement) {
    assertThatThrownBy(() -> session.execute(statement))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  /** A database with an error in its log, and the two roles. */
  private ConnectionSettings granted() {
    var settings = postgres.demoSchema();
    applyByApp(settings);
    TestPostgres.execute(
        settings,
        "INSERT INTO trigger_error_log (occurred_at) VALUES (now() - interval '2 days');"
            + "CREATE ROLE %s LOGIN; CREATE ROLE %s LOGIN"
                .formatted(role(settings, "reader"), role(settings, "operator")));
    succeeds(
        Psql.run(
            settings,
            "-v",
            "reader=" + role(settings, "reader"),
            "-v",
            "operator=" + role(settings, "operator"),
            "-f",
            file("grants.sql")));
    return settings;
  }

  /** Roles belong to the server, so each database has its own. */
  private static String role(ConnectionSettings settings, String name) {
    return name + settings.jdbcUrl().replaceFirst(".*/", "_");
  }

  private static ConnectionSettings as(ConnectionSettings settings, String name) {
    return new ConnectionSettings(
        settings.jdbcUrl(),
        role(settings, name),
        "",
        settings.channel(),
        settings.schema(),
        settings.readOnly());
  }
}
