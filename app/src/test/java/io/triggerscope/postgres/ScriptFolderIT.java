package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations from a folder of the user's. */
@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class ScriptFolderIT {

  @TempDir private Path folder;

  private final TestPostgres postgres;
  private final List<String> steps = new ArrayList<>();

  ScriptFolderIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void theyAreListedTriedAndAppliedBesideTheShippedOnes() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE made ();");
    put("within/V2__make_more.sql", "CREATE TABLE more ();");
    put("R__view.sql", "CREATE OR REPLACE VIEW seen AS SELECT 1 AS one;");
    put("notes.txt", "nothing to run");
    var settings = postgres.demoSchema();
    try (var target = open(settings)) {
      var shipped = new Migrations(target);
      assertThat(shipped.run(steps::add)).isEqualTo(new Outcome.Done<>(2));
      var own = new Migrations(target, new ScriptFolder(folder));
      var pending = done(own.list());
      assertThat(states(own)).containsExactly("1 PENDING", "2 PENDING", "R PENDING");
      assertThat(pending.get(1).sql()).isEqualTo("CREATE TABLE more ();");

      var dryRun = done(own.dryRun(pending, Limits.DEFAULT));
      assertThat(dryRun.changes().stream().map(change -> change.object().name()))
          .contains("made", "more");
      assertThat(states(own)).containsExactly("1 PENDING", "2 PENDING", "R PENDING");

      assertThat(own.run(pending, Limits.DEFAULT, steps::add)).isEqualTo(new Outcome.Done<>(3));
      assertThat(steps).contains("Recorded 0 as the baseline", "Applied R view");
      assertThat(states(own)).containsExactly("0 BASELINE", "1 APPLIED", "2 APPLIED", "R APPLIED");
      // neither counts the other's as missing
      assertThat(states(shipped)).containsExactly("020 BASELINE", "021 APPLIED", "022 APPLIED");
      assertThat(
              TestPostgres.number(
                  settings, "SELECT count(*) FROM flyway_schema_history WHERE success"))
          .isEqualTo(4);

      put("R__view.sql", "CREATE OR REPLACE VIEW seen AS SELECT 1 AS one, 2 AS two;");
      assertThat(states(own)).contains("R PENDING");
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(1));
    }
  }

  @Test
  void aFolderThatIsNotFitIsToldInWords() throws IOException {
    try (var target = open(postgres.emptyDatabase())) {
      var gone = folder.resolve("gone");
      assertThat(words(target, gone)).isEqualTo("There is no folder " + gone + ".");
      assertThat(words(target, folder))
          .isEqualTo("There is no migration in " + folder + ", that is a file as V1__make_it.sql.");
      put("V1_one_underscore.sql", "SELECT 1");
      put("V2__good.sql", "SELECT 1");
      assertThat(words(target, folder))
          .isEqualTo(
              "Neither V<version>__<description>.sql nor R__<description>.sql:"
                  + " V1_one_underscore.sql.");
      Files.delete(folder.resolve("V1_one_underscore.sql"));
      put("V2.0__again.sql", "SELECT 1");
      assertThat(words(target, folder))
          .isEqualTo("These have the same version: V2.0__again.sql, V2__good.sql.");
      Files.delete(folder.resolve("V2.0__again.sql"));
      put("afterMigrate.sql", "DROP TABLE users");
      assertThat(words(target, folder))
          .isEqualTo(
              "Flyway would run more than the migrations listed, which cannot be done from here:"
                  + " afterMigrate.sql.");
    }
  }

  private static String words(Target target, Path folder) {
    var migrations = new Migrations(target, new ScriptFolder(folder));
    var listed = failure(migrations.list());
    assertThat(listed).isInstanceOf(Failure.NotSent.class);
    assertThat(failure(migrations.run(_ -> {})).message())
        .isEqualTo("Nothing was run. " + listed.message());
    return listed.sentence();
  }

  @Test
  void aScriptThatHasChangedSinceItWasConfirmedIsNotRun() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE made ();");
    try (var target = open(postgres.emptyDatabase())) {
      var own = new Migrations(target, new ScriptFolder(folder));
      var confirmed = done(own.list());
      put("V1__make_it.sql", "CREATE TABLE other ();");
      assertThat(own.run(confirmed, Limits.DEFAULT, steps::add))
          .isEqualTo(
              notRun(
                  "V1__make_it.sql is new or has changed since it was listed. List them again."));
      put("V1__make_it.sql", "CREATE TABLE made ();");
      put("V2__slipped_in.sql", "CREATE TABLE slipped ();");
      assertThat(own.run(confirmed, Limits.DEFAULT, steps::add))
          .isEqualTo(
              notRun(
                  "V2__slipped_in.sql is new or has changed since it was listed. List them again."));
      assertThat(states(own)).containsExactly("1 PENDING", "2 PENDING");
    }
  }

  @Test
  void aScriptThatEndsItsTransactionIsNeitherTriedNorRun() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE made ();\nCOMMIT;\nCREATE TABLE more ();");
    var settings = postgres.emptyDatabase();
    try (var target = open(settings)) {
      var own = new Migrations(target, new ScriptFolder(folder));
      var dryRun = done(own.dryRun(done(own.list()), Limits.DEFAULT));
      assertThat(dryRun.steps())
          .containsExactly(new NotInTransaction("V1__make_it.sql", "it holds COMMIT"));
      assertThat(own.run(steps::add))
          .isEqualTo(
              notRun(
                  "V1__make_it.sql holds COMMIT, which would end the transaction that it and its"
                      + " record are to be written in."));
      put("V1__make_it.sql", "\\i other.sql");
      assertThat(own.run(steps::add))
          .isEqualTo(
              notRun(
                  "V1__make_it.sql: A backslash in it begins a command of psql, which the server"
                      + " does not know."));
      assertThat(
              TestPostgres.number(
                  settings, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
          .isZero();
    }
  }

  @Test
  void aScriptOfOneStatementThatCannotRunInATransactionIsToldFromTheOthers() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE made (id int);");
    put("V2__index.sql", "CREATE INDEX CONCURRENTLY made_id ON made (id);");
    put("V3__vacuum.sql", "VACUUM made;");
    try (var target = open(postgres.emptyDatabase())) {
      var own = new Migrations(target, new ScriptFolder(folder));
      assertThat(done(own.list()).stream().map(Migration::transactional))
          .containsExactly(true, false, false);
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(3));
    }
  }

  @Test
  void oneThatIsOlderThanWhatWasAppliedStopsARun() throws IOException {
    put("V2__make_it.sql", "CREATE TABLE made ();");
    try (var target = open(postgres.emptyDatabase())) {
      var own = new Migrations(target, new ScriptFolder(folder));
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(1));
      put("V1__late.sql", "CREATE TABLE late ();");
      put("V3__new.sql", "CREATE TABLE new ();");
      assertThat(states(own)).contains("1 OVERTAKEN", "3 PENDING");
      assertThat(own.run(steps::add))
          .isEqualTo(
              notRun(
                  "Migration 1 is older than what was applied already, says"
                      + " flyway_schema_history."));
    }
  }

  @Test
  void aChangedChecksumIsAcceptedInItsRowAlone() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE made ();");
    put("V2__make_more.sql", "CREATE TABLE more ();");
    var settings = postgres.emptyDatabase();
    try (var target = open(settings)) {
      var own = new Migrations(target, new ScriptFolder(folder));
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(2));
      put("V1__make_it.sql", "-- said why\nCREATE TABLE made ();");
      put("V2__make_more.sql", "-- said why\nCREATE TABLE more ();");
      var changed = done(own.list()).getFirst();
      assertThat(states(own)).containsExactly("1 CHANGED", "2 CHANGED");
      assertThat(changed.recordedChecksum()).isNotNull().isNotEqualTo(changed.checksum());

      try (var readOnly = open(ErrorLog.readOnly(settings))) {
        assertThat(new Migrations(readOnly, new ScriptFolder(folder)).accept(changed))
            .isEqualTo(new Outcome.Failed<>(new Failure.Denied("This connection is read-only.")));
      }
      assertThat(own.accept(changed)).isEqualTo(new Outcome.Done<>("1"));
      assertThat(states(own)).containsExactly("1 APPLIED", "2 CHANGED");
      assertThat(own.accept(changed))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.NotSent(
                      "Nothing was written. The record of 1 in flyway_schema_history is another one"
                          + " than was listed.")));
      assertThat(own.accept(done(own.list()).get(1))).isEqualTo(new Outcome.Done<>("2"));
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(0));
    }
  }

  @Test
  void whatIsThereIsAdopted() throws IOException {
    put("V1__make_it.sql", "CREATE TABLE IF NOT EXISTS made ();");
    put("V2__make_more.sql", "CREATE TABLE more ();");
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE made ()");
    try (var target = open(settings)) {
      var own = new Migrations(target, new ScriptFolder(folder));
      assertThat(own.adopt("1")).isEqualTo(new Outcome.Done<>("1"));
      assertThat(states(own)).containsExactly("1 BASELINE", "1 BASELINE", "2 PENDING");
      assertThat(own.run(steps::add)).isEqualTo(new Outcome.Done<>(1));
    }
  }

  private static Outcome<Integer> notRun(String why) {
    return new Outcome.Failed<>(new Failure.NotSent("Nothing was run. " + why));
  }

  private void put(String name, String sql) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, sql);
  }

  private static List<String> states(Migrations migrations) {
    return done(migrations.list()).stream().map(m -> m.version() + " " + m.state()).toList();
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
