package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.ErrorValues;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.ReadIds.Gap;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

@ParameterizedClass
@EnumSource(TestPostgres.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerErrorsIT {

  private final TestPostgres postgres;

  TriggerErrorsIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  /** Ids 1 to 5, each at its own minute but for 3 and 4; 6 is as empty as a row can be. */
  private static final String ROWS =
      """
      INSERT INTO trigger_error_log
        (table_name, operation, error_message, error_context, occurred_at) VALUES
        ('calls', 'INSERT', 'Bad UUID', '{"sqlstate":"22P02","txid":"774"}', '2026-11-16 02:00Z'),
        ('calls', 'UPDATE', '100% broken', 'a_b', '2026-11-16 02:01Z'),
        ('users', 'UPDATE', 'late', 'PL/pgSQL Function', '2026-11-16 02:02Z'),
        ('calls', 'INSERT', 'also late', NULL, '2026-11-16 02:02Z'),
        ('agents', 'DELETE', 'axb', '{}', '2026-11-16 02:03:59.999999Z'),
        (NULL, NULL, NULL, NULL, '2026-11-15 00:00Z');
      """;

  private Target target;
  private TriggerErrors errors;

  @BeforeEach
  void open() {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, ROWS);
    target = open(settings);
    errors = new TriggerErrors(target);
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void thePagesTogetherAreAllRowsNewestFirst() {
    var ids = new ArrayList<Long>();
    ErrorPlace place = new ErrorPlace.Newest();
    boolean more = true;
    while (more) {
      var page = done(errors.page(ErrorFilter.ALL, place, 2));
      page.rows().forEach(row -> ids.add(row.id()));
      place = new ErrorPlace.OlderThan(page.rows().getLast());
      more = page.more();
    }
    assertThat(ids).containsExactly(5L, 4L, 3L, 2L, 1L, 6L);
  }

  @Test
  void thePagesFromTheOldestOnTogetherAreAllRowsToo() {
    var ids = new ArrayList<Long>();
    ErrorPlace place = new ErrorPlace.Oldest();
    boolean more = true;
    while (more) {
      var page = done(errors.page(ErrorFilter.ALL, place, 2));
      ids.addAll(0, page.rows().stream().map(TriggerError::id).toList());
      place = new ErrorPlace.NewerThan(page.rows().getFirst());
      more = page.more();
    }
    assertThat(ids).containsExactly(5L, 4L, 3L, 2L, 1L, 6L);
  }

  @Test
  void allRowsThatMatchAreHandedOverUntilOneIsEnough() {
    var ids = new ArrayList<Long>();
    var calls = ErrorFilter.ALL.only(ErrorField.TABLE, "calls");
    assertThat(errors.forEach(calls, row -> ids.add(row.id()))).isEqualTo(new Outcome.Done<>(3L));
    assertThat(ids).containsExactly(4L, 2L, 1L);
    assertThat(errors.forEach(calls, row -> row.id() != 2)).isEqualTo(new Outcome.Done<>(1L));
  }

  @Test
  void aRowIsReadWhole() {
    assertThat(errors.page(filter("bad uuid"), new ErrorPlace.Newest(), 10))
        .isEqualTo(
            new Outcome.Done<>(
                new ErrorPage(
                    List.of(
                        new TriggerError(
                            1,
                            "calls",
                            "INSERT",
                            "Bad UUID",
                            "{\"sqlstate\":\"22P02\",\"txid\":\"774\"}",
                            Instant.parse("2026-11-16T02:00:00Z"),
                            "22P02",
                            "774")),
                    false)));
  }

  @Test
  void aRowMayBeEmpty() {
    var before = Instant.parse("2026-11-16T00:00:00Z");
    var filter = ErrorFilter.between(null, before);
    assertThat(done(errors.page(filter, new ErrorPlace.Newest(), 10)).rows())
        .containsExactly(
            new TriggerError(
                6, null, null, null, null, Instant.parse("2026-11-15T00:00:00Z"), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // from,              to,                tables,      operations,    text,     ids
        "-,                    -,                    '',          '',            '',       5 4 3 2 1 6",
        "2026-11-16T02:01:00Z, -,                    '',          '',            '',       5 4 3 2",
        "-,                    2026-11-16T02:02:00Z, '',          '',            '',       2 1 6",
        "2026-11-16T02:02:00Z, 2026-11-16T02:03:00Z, '',          '',            '',       4 3",
        "-,                    -,                    calls,       '',            '',       4 2 1",
        "-,                    -,                    calls users, UPDATE,        '',       3 2",
        "-,                    -,                    '',          INSERT DELETE, '',       5 4 1",
        "-,                    -,                    '',          '',            LATE,     4 3",
        "-,                    -,                    '',          '',            function, 3",
        "-,                    -,                    '',          '',            0%,       2",
        "-,                    -,                    '',          '',            %,        2",
        "-,                    -,                    '',          '',            a_b,      2",
        "-,                    -,                    '',          '',            \\,       ''",
        "2026-11-16T02:02:00Z, -,                    calls,       INSERT,        late,     4",
      })
  void allConditionsHoldTogether(
      @Nullable Instant from,
      @Nullable Instant to,
      String tables,
      String operations,
      String text,
      String ids) {
    var filter =
        ErrorFilter.between(from, to)
            .with(ErrorField.TABLE, ErrorValues.only(words(tables)))
            .with(ErrorField.OPERATION, ErrorValues.only(words(operations)))
            .withText(text);
    assertThat(
            done(errors.page(filter, new ErrorPlace.Newest(), 10)).rows().stream()
                .map(r -> "" + r.id()))
        .containsExactlyElementsOf(
            List.of(ids.split(" ")).stream().filter(i -> !i.isEmpty()).toList());
    assertThat(done(errors.facets(filter)).total()).isEqualTo(words(ids).size());
  }

  @ParameterizedTest
  @CsvSource({
    // field,    only,          not,        ids
    "TABLE,       '',           calls,      5 3 6",
    "TABLE,       '',           '<none>',   5 4 3 2 1",
    "TABLE,       '<none>',     '',         6",
    "OPERATION,   INSERT,       '',         4 1",
    "OPERATION,   '',           'INSERT DELETE', 3 2 6",
    "SQLSTATE,    22P02,        '',         1",
    "SQLSTATE,    '',           22P02,      5 4 3 2 6",
    "TRANSACTION, 774,          '',         1",
    "TRANSACTION, '',           774,        5 4 3 2 6",
    "MESSAGE,     late,         '',         3",
    "FINGERPRINT, axb,          '',         5",
    "FINGERPRINT, '',           late,       5 4 2 1 6",
  })
  void valuesAreAskedForOrLeftOut(ErrorField field, String only, String not, String ids) {
    var filter = ErrorFilter.ALL.with(field, new ErrorValues(values(only), values(not)));
    assertThat(done(errors.page(filter, new ErrorPlace.Newest(), 10)).rows())
        .extracting(TriggerError::id)
        .containsExactlyElementsOf(Stream.of(ids.split(" ")).map(Long::valueOf).toList());
  }

  @Test
  void onlyWhatCameAfterAnIdIsNew() {
    var filter = new ErrorFilter(null, null, Map.of(), "", 4);
    assertThat(done(errors.page(filter, new ErrorPlace.Newest(), 10)).rows())
        .extracting(TriggerError::id)
        .containsExactly(5L, 6L);
  }

  @Test
  void theHistogramCountsEveryMatchOnTheServer() {
    var from = Instant.parse("2026-11-16T01:59:30Z");
    var to = Instant.parse("2026-11-16T02:04:30Z");
    var filter = ErrorFilter.between(from, to).only(ErrorField.TABLE, "calls", "agents");
    assertThat(errors.histogram(filter, 5))
        .isEqualTo(
            new Outcome.Done<>(
                new ErrorHistogram(
                    from,
                    Duration.ofMinutes(1),
                    List.of(
                        Map.of("calls", 1L),
                        Map.of("calls", 1L),
                        Map.of("calls", 1L),
                        Map.of(),
                        Map.of("agents", 1L)))));
  }

  @Test
  void aFieldsValuesAreCountedUnderTheOtherFilters() {
    var from = Instant.parse("2026-11-16T00:00:00Z");
    var filter =
        ErrorFilter.between(from, null)
            .only(ErrorField.TABLE, "calls", "agents")
            .only(ErrorField.OPERATION, "INSERT", "UPDATE");
    assertThat(errors.facets(filter))
        .isEqualTo(
            new Outcome.Done<>(
                new ErrorFacets(
                    3,
                    Instant.parse("2026-11-16T02:00:00Z"),
                    Instant.parse("2026-11-16T02:02:00Z"),
                    Map.of(
                        ErrorField.TABLE, Map.of("calls", 3L, "users", 1L),
                        ErrorField.OPERATION, Map.of("DELETE", 1L, "INSERT", 2L, "UPDATE", 1L),
                        ErrorField.SQLSTATE, Map.of("", 2L, "22P02", 1L)))));
  }

  @Test
  void withoutATimeRangeTheHistogramGoesFromTheOldestMatchToNow() {
    var before = Instant.now();
    var histogram = done(errors.histogram(ErrorFilter.ALL, 10));
    assertThat(histogram.from()).isEqualTo(Instant.parse("2026-11-15T00:00:00Z"));
    assertThat(histogram.from().plus(histogram.width().multipliedBy(10)))
        .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
    assertThat(histogram.buckets()).hasSize(10);
  }

  @Test
  void whenNothingMatchesTheBucketsAreThereAndEmpty() {
    var none = filter("no such text");
    assertThat(done(errors.histogram(none, 3)).buckets())
        .containsExactly(Map.of(), Map.of(), Map.of());
    assertThat(errors.facets(none))
        .isEqualTo(
            new Outcome.Done<>(
                new ErrorFacets(
                    0,
                    null,
                    null,
                    Map.of(
                        ErrorField.TABLE, Map.of(),
                        ErrorField.OPERATION, Map.of(),
                        ErrorField.SQLSTATE, Map.of()))));
    assertThat(errors.groups(none, Fold.FINGERPRINT, 5))
        .isEqualTo(new Outcome.Done<>(new ErrorGroups(List.of(), 0)));
  }

  @Test
  void anEmptyRangeIsStillAHistogram() {
    var at = Instant.parse("2026-11-16T02:00:00Z");
    assertThat(errors.histogram(ErrorFilter.between(at, at), 2))
        .isEqualTo(
            new Outcome.Done<>(
                new ErrorHistogram(at, Duration.ofNanos(1_000), List.of(Map.of(), Map.of()))));
  }

  @Test
  void rowsWhoseMessagesDifferInNamesIdsAndNumbersAreOneGroup() {
    var settings = postgres.migrated();
    TestPostgres.execute(
        settings,
        """
        INSERT INTO trigger_error_log
          (table_name, operation, error_message, error_context, occurred_at) VALUES
          ('calls', 'INSERT', 'invalid uuid: "x"', '{"sqlstate": "22P02"}', '2026-11-16 02:00Z'),
          ('users', 'UPDATE', 'invalid uuid: "y z"', '{"sqlstate": "22P02"}', '2026-11-16 02:12Z'),
          ('calls', 'INSERT', 'invalid uuid: "x"', '{"sqlstate": "22P02"}', '2026-11-16 02:23:59Z'),
          ('calls', 'INSERT', 'invalid uuid: "x"', '{"sqlstate": "22023"}', '2026-11-16 02:01Z');
        """);
    var from = Instant.parse("2026-11-16T02:00:00Z");
    var filter = ErrorFilter.between(from, from.plus(Duration.ofMinutes(24)));
    try (var folded = open(settings)) {
      var log = new TriggerErrors(folded);
      var first =
          new ErrorGroup(
              "22P02",
              "invalid uuid: …",
              3,
              from,
              Instant.parse("2026-11-16T02:23:59Z"),
              List.of("calls", "users"),
              trend(0, 12, 23));
      var second =
          new ErrorGroup(
              "22023",
              "invalid uuid: …",
              1,
              from.plusSeconds(60),
              from.plusSeconds(60),
              List.of("calls"),
              trend(1));
      assertThat(log.groups(filter, Fold.FINGERPRINT, 5))
          .isEqualTo(new Outcome.Done<>(new ErrorGroups(List.of(first, second), 2)));
      assertThat(log.groups(filter, Fold.FINGERPRINT, 1))
          .isEqualTo(new Outcome.Done<>(new ErrorGroups(List.of(first), 2)));
      assertThat(done(log.page(filter.only(first.kind()), new ErrorPlace.Newest(), 5)).rows())
          .extracting(TriggerError::id)
          .containsExactly(3L, 2L, 1L);
      assertThat(done(log.groups(filter.only(first.kind()), Fold.MESSAGE, 5)).largestFirst())
          .extracting(ErrorGroup::text, ErrorGroup::rows)
          .containsExactly(tuple("invalid uuid: \"x\"", 2L), tuple("invalid uuid: \"y z\"", 1L));
    }
  }

  private static List<Long> trend(int... buckets) {
    var trend = new ArrayList<>(Collections.nCopies(ErrorGroup.TREND_PARTS, 0L));
    for (int bucket : buckets) {
      trend.set(bucket, 1L);
    }
    return trend;
  }

  @Test
  void newRowsAreFoundById() {
    assertThat(errors.newestId()).isEqualTo(new Outcome.Done<>(6L));
    assertThat(done(errors.newerThan(ReadIds.upTo(2), 2)).stream().map(TriggerError::id))
        .containsExactly(3L, 4L);
    assertThat(done(errors.newerThan(ReadIds.upTo(6), 2))).isEmpty();
    var gaps = new ReadIds(5, List.of(new Gap(1, 2, Instant.EPOCH), new Gap(4, 4, Instant.EPOCH)));
    assertThat(done(errors.newerThan(gaps, 9)).stream().map(TriggerError::id))
        .containsExactly(1L, 2L, 4L, 6L);
    assertThat(done(errors.newerThan(gaps, 3)).stream().map(TriggerError::id))
        .containsExactly(1L, 2L, 4L);
  }

  @Test
  void theNewestIdOfAnEmptyLogIsZero() {
    try (var empty = open(postgres.migrated())) {
      assertThat(new TriggerErrors(empty).newestId()).isEqualTo(new Outcome.Done<>(0L));
      assertThat(done(new TriggerErrors(empty).page(ErrorFilter.ALL, new ErrorPlace.Newest(), 5)))
          .isEqualTo(new ErrorPage(List.of(), false));
    }
  }

  @Test
  void whatOurTriggerLogsIsReadWithItsSqlstateAndTransaction() {
    var settings = postgres.migrated();
    TestPostgres.execute(
        settings,
        """
        ALTER DATABASE %s SET triggerscope.notify_queue_limit = 0
        """
            .formatted(settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1)));
    TestPostgres.execute(
        settings, "INSERT INTO users (id, email, name) VALUES (gen_random_uuid(), 'a@b', 'Ann')");
    TestPostgres.execute(settings, "UPDATE users SET name = 'Bob'");
    try (var failing = open(settings)) {
      var rows =
          done(new TriggerErrors(failing).page(ErrorFilter.ALL, new ErrorPlace.Newest(), 5)).rows();
      assertThat(rows).hasSize(1);
      assertThat(rows.getFirst().tableName()).isEqualTo("users");
      assertThat(rows.getFirst().operation()).isEqualTo("UPDATE");
      assertThat(rows.getFirst().sqlstate()).hasSize(5);
      assertThat(rows.getFirst().batchId()).matches("\\d+");
    }
  }

  @Test
  void aMissingLogIsToldWithTheMigrationThatMakesIt() {
    try (var without = open(postgres.emptyDatabase())) {
      assertThat(new TriggerErrors(without).page(ErrorFilter.ALL, new ErrorPlace.Newest(), 5))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Missing(
                      "trigger_error_log is not there, or not as migration 021 makes it: run it."
                          + " relation \"trigger_error_log\" does not exist")));
    }
  }

  private static ErrorFilter filter(String text) {
    return ErrorFilter.ALL.withText(text);
  }

  /** Like words, where {@code <none>} is the empty one. */
  private static Set<String> values(String text) {
    return words(text).stream()
        .map(word -> word.equals("<none>") ? "" : word)
        .collect(Collectors.toSet());
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
