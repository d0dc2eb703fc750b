package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestPostgres.class)
class ErrorCleanupIT {

  private final TestPostgres postgres;

  ErrorCleanupIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  /** Ten rows, of 0, 1, 2 … 9 days ago. */
  private static final String ROWS =
      """
      INSERT INTO trigger_error_log (table_name, occurred_at)
      SELECT 'calls', now() - make_interval(days => n) FROM generate_series(0, 9) AS n;
      """;

  @Test
  void thePreviewSaysWhatARunDeletes() {
    var before = Instant.now().minus(Duration.ofDays(9)).minusSeconds(60);
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target);
      var preview = done(cleanup.preview(3));
      assertThat(preview)
          .isEqualTo(new CleanupPreview(3, 7, 3, preview.oldest(), preview.newestToDelete()));
      assertThat(preview.oldest()).isBetween(before, before.plusSeconds(120));
      assertThat(Duration.between(preview.oldest(), preview.newestToDelete()))
          .isEqualTo(Duration.ofDays(6));

      assertThat(cleanup.run(3, deleted -> {})).isEqualTo(new Outcome.Done<>(7L));
      assertThat(done(cleanup.preview(3)).rowsToDelete()).isZero();
    }
  }

  @Test
  void thePreviewOfAnEmptyLogHasNoTimes() {
    try (var target = open(postgres.migrated())) {
      assertThat(new ErrorCleanup(target).preview(30))
          .isEqualTo(new Outcome.Done<>(new CleanupPreview(30, 0, 0, null, null)));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, '3 6 7'", "7, '7 7'", "100, '7'"})
  void aRunDeletesInSlicesAndTellsEach(int slice, String told) {
    try (var target = open(database())) {
      var deleted = new ArrayList<Long>();
      assertThat(new ErrorCleanup(target, slice).run(3, deleted::add))
          .isEqualTo(new Outcome.Done<>(7L));
      assertThat(deleted)
          .containsExactlyElementsOf(List.of(told.split(" ")).stream().map(Long::valueOf).toList());
    }
  }

  @Test
  void anInterruptEndsARunWithWhatWasDeleted() {
    var settings = database();
    try (var target = open(settings)) {
      var outcome =
          new ErrorCleanup(target, 2).run(3, deleted -> Thread.currentThread().interrupt());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(outcome).isEqualTo(new Outcome.Done<>(2L));
      assertThat(done(new ErrorCleanup(target).preview(3)).rowsToDelete()).isEqualTo(5);
    }
  }

  @Test
  void moreDaysThanTimeHasKeepEverything() {
    try (var target = open(database())) {
      var cleanup = new ErrorCleanup(target);
      assertThat(done(cleanup.preview(Integer.MAX_VALUE)).rowsToKeep()).isEqualTo(10);
      assertThat(cleanup.run(Integer.MAX_VALUE, deleted -> {})).isEqualTo(new Outcome.Done<>(0L));
    }
  }

  @Test
  void negativeDaysAreRefusedInWords() {
    try (var target = open(database())) {
      var refusal =
          new Outcome.Failed<>(
              new Failure.Unexpected(
                  "Nothing was asked of it: the days to keep cannot be negative."));
      assertThat(new ErrorCleanup(target).preview(-1)).isEqualTo(refusal);
      assertThat(new ErrorCleanup(target).run(-1, deleted -> {})).isEqualTo(refusal);
    }
  }

  @Test
  void aMissingFunctionIsToldWithTheMigrationThatMakesIt() {
    try (var target = open(postgres.emptyDatabase())) {
      assertThat(new ErrorCleanup(target).run(3, deleted -> {}))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.failure())
                      .isInstanceOf(Failure.Missing.class)
                      .extracting("message")
                      .asString()
                      .startsWith("cleanup_trigger_error_log() is not there, or not as"));
    }
  }

  private ConnectionSettings database() {
    var settings = postgres.migrated();
    TestPostgres.execute(settings, ROWS);
    return settings;
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
