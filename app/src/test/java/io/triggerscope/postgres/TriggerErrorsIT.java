package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestPostgres.class)
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
    TriggerError last = null;
    boolean more = true;
    while (more) {
      var page = done(errors.page(ErrorFilter.ALL, last, 2));
      page.rows().forEach(row -> ids.add(row.id()));
      last = page.rows().getLast();
      more = page.more();
    }
    assertThat(ids).containsExactly(5L, 4L, 3L, 2L, 1L, 6L);
  }

  @Test
  void aRowIsReadWhole() {
    assertThat(errors.page(filter("bad uuid"), null, 10))
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
    var filter = new ErrorFilter(null, before, Set.of(), Set.of(), "");
    assertThat(done(errors.page(filter, null, 10)).rows())
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
    var filter = new ErrorFilter(from, to, words(tables), words(operations), text);
    assertThat(done(errors.page(filter, null, 10)).rows().stream().map(r -> "" + r.id()))
        .containsExactlyElementsOf(
            List.of(ids.split(" ")).stream().filter(i -> !i.isEmpty()).toList());
    assertThat(done(errors.histogram(filter, 3)).total()).isEqualTo(words(ids).size());
  }

  @Test
  void theHistogramCountsEveryMatchOnTheServer() {
    var from = Instant.parse("2026-11-16T01:59:30Z");
    var to = Instant.parse("2026-11-16T02:04:30Z");
    var filter = new ErrorFilter(from, to, Set.of("calls", "agents"), Set.of(), "");
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
                        Map.of("agents", 1L)),
                    4,
                    Instant.parse("2026-11-16T02:00:00Z"),
                    Instant.parse("2026-11-16T02:03:59.999999Z"),
                    Map.of("agents", 1L, "calls", 3L, "users", 1L),
                    Map.of("DELETE", 1L, "INSERT", 2L, "UPDATE", 2L))));
  }

  @Test
  void withoutATimeRangeTheHistogramGoesFromTheOldestMatchToNow() {
    var before = Instant.now();
    var histogram = done(errors.histogram(ErrorFilter.ALL, 10));
    assertThat(histogram.from()).isEqualTo(Instant.parse("2026-11-15T00:00:00Z"));
    assertThat(histogram.from().plus(histogram.width().multipliedBy(10)))
        .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
    assertThat(histogram.buckets()).hasSize(10);
    assertThat(histogram.tables())
        .isEqualTo(Map.of("", 1L, "agents", 1L, "calls", 3L, "users", 1L));
  }

  @Test
  void whenNothingMatchesTheBucketsAreThereAndEmpty() {
    var histogram = done(errors.histogram(filter("no such text"), 3));
    assertThat(histogram.buckets()).containsExactly(Map.of(), Map.of(), Map.of());
    assertThat(histogram.total()).isZero();
    assertThat(histogram.oldest()).isNull();
    assertThat(histogram.newest()).isNull();
    assertThat(histogram.operations())
        .isEqualTo(Map.of("", 1L, "DELETE", 1L, "INSERT", 2L, "UPDATE", 2L));
  }

  @Test
  void anEmptyRangeIsStillAHistogram() {
    var at = Instant.parse("2026-11-16T02:00:00Z");
    var histogram = done(errors.histogram(new ErrorFilter(at, at, Set.of(), Set.of(), ""), 2));
    assertThat(histogram.from()).isEqualTo(at);
    assertThat(histogram.width()).isEqualTo(Duration.ofNanos(1_000));
    assertThat(histogram.total()).isZero();
  }

  @Test
  void newRowsAreFoundById() {
    assertThat(errors.newestId()).isEqualTo(new Outcome.Done<>(6L));
    assertThat(done(errors.newerThan(2, 2)).stream().map(TriggerError::id)).containsExactly(3L, 4L);
    assertThat(done(errors.newerThan(6, 2))).isEmpty();
  }

  @Test
  void theNewestIdOfAnEmptyLogIsZero() {
    try (var empty = open(postgres.migrated())) {
      assertThat(new TriggerErrors(empty).newestId()).isEqualTo(new Outcome.Done<>(0L));
      assertThat(done(new TriggerErrors(empty).page(ErrorFilter.ALL, null, 5)))
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
      var rows = done(new TriggerErrors(failing).page(ErrorFilter.ALL, null, 5)).rows();
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
      assertThat(new TriggerErrors(without).page(ErrorFilter.ALL, null, 5))
          .isEqualTo(
              new Outcome.Failed<>(
                  new Failure.Missing(
                      "trigger_error_log is not there, or not as migration 021 makes it: run it."
                          + " relation \"trigger_error_log\" does not exist")));
    }
  }

  private static ErrorFilter filter(String text) {
    return new ErrorFilter(null, null, Set.of(), Set.of(), text);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
