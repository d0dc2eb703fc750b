package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.Failure;
import io.triggerscope.model.FunctionSource;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@code trigger_error_log} that somebody else made is read as far as it goes. */
@ParameterizedClass
@EnumSource(names = {"V13", "V18"})
class ForeignErrorLogIT {

  private static final Instant AT = Instant.parse("2026-11-16T02:00:00Z");

  private final TestPostgres postgres;

  ForeignErrorLogIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void otherTypesAreReadAndWhatThatMeansIsSaid() {
    var settings =
        database(
            """
            CREATE TYPE op AS ENUM ('INSERT', 'UPDATE');
            CREATE TABLE trigger_error_log (
              id bigint NOT NULL, table_name name, operation op, error_message varchar(50),
              error_context jsonb, occurred_at timestamp NOT NULL, host inet, severity int);
            CREATE INDEX ON trigger_error_log (occurred_at);
            INSERT INTO trigger_error_log VALUES
              (1, 'calls', 'UPDATE', 'no 12', '{"txid": "774", "sqlstate": "22023"}', '2026-11-16 02:00')
            """);
    try (var target = open(settings)) {
      var log = new TriggerErrors(target);
      assertThat(log.shape())
          .isEqualTo(
              new Outcome.Done<>(
                  new ErrorLogShape(
                      List.of(
                          "Column occurred_at is timestamp without time zone, read as UTC.",
                          "Not shown: host, severity."),
                      true)));
      assertThat(done(log.page(ErrorFilter.ALL, new ErrorPlace.Newest(), 5)).rows())
          .containsExactly(
              new TriggerError(
                  1,
                  "calls",
                  "UPDATE",
                  "no 12",
                  "{\"txid\": \"774\", \"sqlstate\": \"22023\"}",
                  AT,
                  "22023",
                  "774"));
      assertThat(done(log.facets(ErrorFilter.between(AT, null))).total()).isEqualTo(1);
      assertThat(done(log.groups(ErrorFilter.ALL, Fold.FINGERPRINT, 5)).largestFirst())
          .extracting(ErrorGroup::text)
          .containsExactly("no …");
      assertThat(done(log.newerThan(ReadIds.upTo(0), 5))).hasSize(1);
    }
  }

  @Test
  void whatIsMissingIsEmptyAndNamed() {
    var settings =
        database(
            """
            CREATE TABLE trigger_error_log (error_message text, occurred_at bigint);
            INSERT INTO trigger_error_log VALUES ('a', 1763258400), ('b', 1763258400), ('c', NULL)
            """);
    try (var target = open(settings)) {
      var log = new TriggerErrors(target);
      assertThat(log.shape())
          .isEqualTo(
              new Outcome.Done<>(
                  new ErrorLogShape(
                      List.of(
                          "There is no column id. New errors are seen when you refresh.",
                          "There is no column table_name.",
                          "There is no column operation.",
                          "There is no column error_context.",
                          "Column occurred_at is bigint, read as seconds since 1970.",
                          "Rows without a time in occurred_at are left out."),
                      false)));
      var first = done(log.page(ErrorFilter.ALL, new ErrorPlace.Newest(), 1));
      var second =
          done(log.page(ErrorFilter.ALL, new ErrorPlace.OlderThan(first.rows().getFirst()), 1));
      assertThat(List.of(first.rows().getFirst(), second.rows().getFirst()))
          .extracting(TriggerError::errorMessage)
          .containsExactlyInAnyOrder("a", "b");
      assertThat(second.more()).isFalse();
      assertThat(log.newestId()).isEqualTo(new Outcome.Done<>(Long.MAX_VALUE));
      assertThat(log.newerThan(ReadIds.upTo(0), 5)).isEqualTo(new Outcome.Done<>(List.of()));
    }
  }

  @Test
  void withoutATimeNothingCanBeReadAndTheSentenceSaysSo() {
    var settings = database("CREATE TABLE trigger_error_log (id serial, error_message text)");
    try (var target = open(settings)) {
      assertThat(new TriggerErrors(target).shape())
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Missing(
                      "trigger_error_log is not there, or not as migration 021 makes it: run it."
                          + " It has no column occurred_at, by which errors are ordered.")));
    }
  }

  @Test
  void columnsThatAreAddedLaterAreReadFromThenOn() {
    var settings =
        database("CREATE TABLE trigger_error_log (id serial, occurred_at timestamptz NOT NULL)");
    try (var target = open(settings)) {
      var log = new TriggerErrors(target);
      assertThat(done(log.shape()).notes()).hasSize(4);
      TestPostgres.execute(
          settings,
          """
          ALTER TABLE trigger_error_log ADD table_name text, ADD operation text,
            ADD error_message text, ADD error_context text;
          INSERT INTO trigger_error_log (occurred_at, error_message) VALUES (now(), 'late')
          """);
      assertThat(done(log.shape()).notes()).isEmpty();
      assertThat(done(log.page(ErrorFilter.ALL, new ErrorPlace.Newest(), 5)).rows())
          .extracting(TriggerError::errorMessage)
          .containsExactly("late");
    }
  }

  @Test
  void whereItTakesTooLongWithoutAnIndexTheMigrationIsNamed() throws SQLException {
    var settings = postgres.migrated();
    try (var target = open(settings);
        var other = TestPostgres.connect(settings)) {
      var log = new TriggerErrors(target);
      assertThat(done(log.shape())).isEqualTo(new ErrorLogShape(List.of(), false));
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE trigger_error_log");
      assertThat(log.facets(ErrorFilter.ALL))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.TimedOut(
                      "canceling statement due to lock timeout. No index leads to the errors of a"
                          + " time, so that all of trigger_error_log is read. Migration 022 builds"
                          + " one, and stops nobody meanwhile.")));
    }
  }

  @Test
  void aFunctionsSourceIsFoundByTheNameInAStack() {
    var settings = database("CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 7'");
    try (var target = open(settings)) {
      var sources = new FunctionSources(target);
      assertThat(sources.find("f(integer,text)"))
          .isEqualTo(new Outcome.Done<>(new FunctionSource("f(integer,text)", "SELECT 7")));
      assertThat(sources.find("f()"))
          .isEqualTo(
              new Outcome.Failed<>(new Failure.Missing("There is no function f() any more.")));
    }
  }

  private ConnectionSettings database(String sql) {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, sql);
    return settings;
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
