package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.StoredFile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.WatchedTables;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.viewmodel.GroupNotes;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.GroupNotes.Note;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Preferences.Stored;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask or change one database and end, on a real server. */
class CommandsIT {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  @Test
  void verifyFindsADisabledTriggerAndSaysSoInItsExitCode() {
    var settings = TestPostgres.NEWEST.migrated();
    TestPostgres.execute(
        settings, "ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls; ANALYZE");
    assertThat(run(new VerifyCommand(), settings, "--json")).isEqualTo(1);
    var findings = lines();
    var worst = findings.getFirst();
    assertThat(worst.path("type").asString()).isEqualTo("finding");
    assertThat(worst.path("severity").asString()).isEqualTo("critical");
    assertThat(worst.path("summary").asString() + worst.path("evidence").asString())
        .contains("calls");
    var summary = findings.getLast();
    assertThat(summary.path("type").asString()).isEqualTo("summary");
    assertThat(summary.path("critical").asInt()).isPositive();
    assertThat(
            summary.path("critical").asInt()
                + summary.path("warnings").asInt()
                + summary.path("passed").asInt())
        .isEqualTo(findings.size() - 1);
  }

  @Test
  void verifyOfADatabaseInOrderEndsWithZero() {
    assertThat(execute(new VerifyCommand(), "--demo")).as(out.toString()).isZero();
    assertThat(out.toString()).startsWith("passed ").endsWith("Nothing is wrong.\n");
  }

  @Test
  void aServerThatCannotBeReachedIsNoFinding() {
    assertThat(
            execute(
                new VerifyCommand(), "--url=jdbc:postgresql://localhost:1/none?user=u", "--json"))
        .isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(messages.toString()).startsWith("The server cannot be reached.");
  }

  @Test
  void testShowsEachCheckAndEachArrival() {
    assertThat(run(new TestCommand(), TestPostgres.NEWEST.migrated(), "--json"))
        .as(messages.toString())
        .isZero();
    var arrived = new ArrayList<String>();
    int checks = 0;
    for (var line : lines()) {
      switch (line.path("type").asString()) {
        case "check" -> checks++;
        case "delivery" -> {
          assertThat(line.path("after_ms").isNumber()).as(line.toString()).isTrue();
          arrived.add(line.path("table").asString());
        }
        default ->
            assertThat(line).isEqualTo(JSON.readTree("{\"type\":\"summary\",\"passed\":true}"));
      }
    }
    assertThat(arrived).isEqualTo(WatchedTables.NAMES);
    assertThat(checks).isGreaterThan(10);
  }

  @Test
  void testNamesWhatDoesNotArrive() {
    var settings = TestPostgres.NEWEST.migrated();
    assertThat(run(new TestCommand(), settings, "--channel=nobody_notifies_here")).isEqualTo(1);
    assertThat(out.toString())
        .contains("missing  calls")
        .contains("0 of 6 test notifications arrived on this connection.");
  }

  @Test
  void cleanupSaysWhatItCostsWithoutTheIndex() {
    var settings = TestPostgres.NEWEST.migrated();
    assertThat(run(cleanup(), settings, "--older-than=30d", "--preview")).isZero();
    assertThat(out.toString())
        .startsWith("0 rows would be deleted, 0 kept. No index leads to the old rows")
        .endsWith("Migration 022 builds one, and stops nobody meanwhile.\n");
  }

  @Test
  void cleanupDeletesOnlyWhatItIsToldTo() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.add(settings, 4);
    ErrorLog.addOld(settings, 2_500);
    TestPostgres.execute(settings, "CREATE INDEX ON trigger_error_log (occurred_at)");

    assertThat(run(cleanup(), settings, "--older-than=30d")).isEqualTo(2);
    assertThat(messages.toString()).contains("--yes");
    assertThat(run(cleanup(), settings, "--older-than=30d", "--preview", "--unacknowledged"))
        .isZero();
    assertThat(out.toString()).isEqualTo("2,500 rows would be deleted, 4 kept.\n");
    assertThat(ErrorLog.rows(settings)).isEqualTo(2_504);

    assertThat(run(cleanup(), settings, "--older-than=30d", "--yes", "--json", "--unacknowledged"))
        .isZero();
    assertThat(lines().getLast())
        .isEqualTo(
            JSON.readTree(
                """
                {"type":"cleanup","rows_deleted":2500,"rows_kept_unacknowledged":0,
                 "groups_kept_unacknowledged":0}"""));
    assertThat(ErrorLog.rows(settings)).isEqualTo(4);
  }

  @Test
  void cleanupKeepsGroupsThatAreNotAcknowledgedHere() {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 10);
    assertThat(run(cleanup(), settings, "--older-than=30d", "--yes")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "0 rows deleted. 10 old rows kept, of 2 groups not acknowledged: --unacknowledged"
                + " deletes them too.\n");

    acknowledge(settings, new ErrorKind("22023", "payload string too long"));
    assertThat(run(cleanup(), settings, "--older-than=30d", "--preview", "--json")).isZero();
    var preview = lines().getLast();
    assertThat(preview.path("rows_to_delete").asInt()).isEqualTo(5);
    assertThat(preview.path("rows_to_keep").asInt()).isEqualTo(5);
    assertThat(preview.path("rows_kept_unacknowledged").asInt()).isEqualTo(5);
    assertThat(preview.path("groups_kept_unacknowledged").asInt()).isEqualTo(1);
    assertThat(run(cleanup(), settings, "--older-than=30d", "--yes")).isZero();
    assertThat(out.toString()).startsWith("5 rows deleted. 5 old rows kept, of 1 group not");
    assertThat(
            TestPostgres.number(
                settings,
                "SELECT count(*) FROM trigger_error_log WHERE error_message LIKE 'payload%'"))
        .isZero();
    assertThat(ErrorLog.rows(settings)).isEqualTo(5);
  }

  /** As the window of the same user notes it. */
  private void acknowledge(ConnectionSettings settings, ErrorKind kind) {
    var preferences = new Preferences();
    GroupNotes.of(settings, preferences).put(new Note(kind, Mark.ACKNOWLEDGED, "", Instant.now()));
    var name = "error-groups " + settings.place() + " " + settings.schema();
    assertThat(file().save(new Stored(Map.of(name, preferences.get(name)))))
        .isInstanceOf(Outcome.Done.class);
  }

  private CleanupCommand cleanup() {
    return new CleanupCommand(file());
  }

  private StoredFile<Stored> file() {
    return new StoredFile<>(
        folder.resolve("preferences.json"),
        Stored.class,
        Stored.NOTHING,
        "preferences",
        InstantSource.system());
  }

  @Test
  void migrateListsTriesAndApplies() {
    var settings = TestPostgres.NEWEST.demoSchema();

    assertThat(run(new MigrateCommand(), settings, "--plan")).isEqualTo(1);
    assertThat(out.toString()).contains("pending  021  fix cache invalidation trigger logic");
    assertThat(run(new MigrateCommand(), settings)).isEqualTo(2);
    assertThat(messages.toString()).contains("2 migrations pending").contains("--yes");

    assertThat(run(new MigrateCommand(), settings, "--dry-run", "--json")).isZero();
    var told = lines();
    assertThat(told.getFirst().path("script").asString()).startsWith("V021__");
    assertThat(told)
        .contains(
            JSON.readTree(
                """
                {"type":"change","verb":"creates","kind":"table","name":"trigger_error_log"}"""))
        .anyMatch(
            line ->
                line.path("type").asString().equals("lock")
                    && line.path("relation").asString().equals("calls"));
    assertThat(run(new MigrateCommand(), settings, "--plan")).as("nothing was kept").isEqualTo(1);

    assertThat(run(new MigrateCommand(), settings, "--yes", "--json")).isZero();
    assertThat(lines()).isEqualTo(List.of(JSON.readTree("{\"type\":\"migrate\",\"applied\":2}")));
    assertThat(run(new MigrateCommand(), settings, "--plan")).isZero();
  }

  @Test
  void migrateTakesAFolderToo() throws IOException {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    var from = "--folder=" + folder;
    assertThat(run(new MigrateCommand(), settings, from, "--plan")).isEqualTo(2);
    assertThat(messages.toString()).contains("There is no migration in " + folder);

    Files.writeString(folder.resolve("V1__make_it.sql"), "CREATE TABLE made (); COMMIT;");
    assertThat(run(new MigrateCommand(), settings, from, "--dry-run")).isZero();
    assertThat(out.toString()).contains("it holds COMMIT");
    assertThat(run(new MigrateCommand(), settings, from, "--yes")).isEqualTo(2);
    assertThat(messages.toString()).contains("Nothing was run. V1__make_it.sql holds COMMIT");

    Files.writeString(folder.resolve("V1__make_it.sql"), "CREATE TABLE made ();");
    assertThat(run(new MigrateCommand(), settings, from, "--yes")).isZero();
    assertThat(out.toString()).isEqualTo("1 migration applied.\n");
    assertThat(run(new MigrateCommand(), settings, from, "--plan")).isZero();
    assertThat(out.toString()).contains("applied  1  make it");
    // the shipped ones are as pending as before
    assertThat(run(new MigrateCommand(), settings, "--plan")).isEqualTo(1);
    assertThat(out.toString()).contains("pending  021").doesNotContain("make it");
  }

  @Test
  void migrateRunsWithinTheLimitsThatItIsTold() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    assertThat(
            run(
                new MigrateCommand(),
                settings,
                "--folder=app/src/test/resources/limits-migrations",
                "--lock-timeout=3s",
                "--statement-timeout=7m",
                "--yes"))
        .isZero();
    assertThat(TestPostgres.text(settings, "SELECT limits FROM limits")).isEqualTo("3s, 7min");
  }

  @Test
  void testPrintsTheRowsOfAForeignFunctionAsTheyAre() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(
        settings,
        "CREATE FUNCTION test_cache_invalidation() RETURNS TABLE (test text, n int) LANGUAGE sql"
            + " AS $$ VALUES ('users', 3), (NULL, 4) $$");
    assertThat(run(new TestCommand(), settings)).isZero();
    assertThat(out.toString())
        .contains("row      test: users · n: 3\n", "row      test: null · n: 4\n")
        .contains("The function is not TriggerScope's: it returned 2 rows, shown as they are");
    assertThat(run(new TestCommand(), settings, "--json")).isZero();
    assertThat(lines())
        .contains(
            JSON.readTree("{\"type\":\"row\",\"values\":{\"test\":null,\"n\":\"4\"}}"),
            JSON.readTree("{\"type\":\"summary\",\"passed\":null}"));
  }

  @Test
  void errorsPrintsTheRowsAskedForNewestFirst() {
    var settings = ErrorLog.with(8);
    ErrorLog.addOld(settings, 5);

    assertThat(run(new ErrorsCommand(), settings, "--since=1h", "--table=calls", "--json"))
        .isEqualTo(1);
    var rows = lines();
    assertThat(rows).hasSize(2).allMatch(row -> row.path("table_name").asString().equals("calls"));
    assertThat(rows.getFirst().path("occurred_at").asString())
        .isGreaterThan(rows.getLast().path("occurred_at").asString());

    assertThat(run(new ErrorsCommand(), settings, "--sqlstate=22P02", "--limit=3")).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("  22P02  invalid input syntax for type uuid"));
    assertThat(messages.toString()).contains("more than the 3 rows printed");

    assertThat(run(new ErrorsCommand(), settings, "--text=no such text")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anAgeThatIsNoneIsRefused() {
    assertThat(execute(new CleanupCommand(), "--demo", "--older-than=-3d", "--yes")).isEqualTo(2);
    assertThat(messages.toString()).contains("'-3d': The days to keep cannot be negative.");
    assertThat(execute(new CleanupCommand(), "--demo", "--older-than=0d", "--yes")).isEqualTo(2);
    assertThat(messages.toString()).contains("'0d': Keep at least 1 day");
    assertThat(execute(new CleanupCommand(), "--demo", "--older-than=3", "--yes")).isEqualTo(2);
    assertThat(messages.toString()).contains("'3' is not a number of days such as 30d");
  }

  private int run(Callable<Integer> command, ConnectionSettings settings, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add(
        "--url=%s?user=%s&password=%s"
            .formatted(settings.jdbcUrl(), settings.user(), settings.password()));
    return execute(command, all.toArray(String[]::new));
  }

  private int execute(Callable<Integer> command, String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(messages))
        .setParameterExceptionHandler(
            (problem, _) -> {
              messages.write(problem.getMessage());
              return CommandLine.ExitCode.USAGE;
            })
        .execute(arguments);
  }

  private List<JsonNode> lines() {
    return out.toString().lines().map(JSON::readTree).toList();
  }
}
