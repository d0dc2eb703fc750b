package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = TestPostgres.class,
    names = {"V13", "V18"})
class MigrationLimitsIT {

  private final TestPostgres postgres;

  MigrationLimitsIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void eachScriptRunsWithinTheLimitsOfItsRun() {
    var settings = postgres.emptyDatabase();
    try (var target = open(settings)) {
      var limits = new Limits(Duration.ofMillis(1_500), Duration.ofSeconds(40), 1);
      var migrations =
          new Migrations(
              target, new ScriptFolder(Path.of("app/src/test/resources/limits-migrations")));
      assertThat(migrations.run(limits, _ -> {})).isEqualTo(new Outcome.Done<>(1));
      assertThat(TestPostgres.text(settings, "SELECT limits FROM limits")).isEqualTo("1500ms, 40s");
    }
  }

  @Test
  void aScriptThatTakesLongerThanItsStatementMayIsNotTriedAgainAndLeavesNothing() {
    var settings = postgres.emptyDatabase();
    TestPostgres.execute(settings, "CREATE TABLE in_use ()");
    try (var target = open(settings)) {
      var steps = new ArrayList<String>();
      var limits = new Limits(Duration.ofSeconds(2), Duration.ofMillis(500), 3);
      var migrations = new Migrations(target, new ShippedScripts("slow-migrations"));
      assertThat(failure(migrations.run(limits, steps::add))).isInstanceOf(Failure.TimedOut.class);
      assertThat(steps)
          .containsExactly("Recorded 020 as the baseline", "Applying 021 make the first");
      assertThat(done(migrations.list()))
          .extracting(Migration::state)
          .containsExactly(Migration.State.BASELINE, Migration.State.PENDING);
      assertThat(
              TestPostgres.number(
                  settings, "SELECT count(*) FROM pg_class WHERE relname = 'first_made'"))
          .isZero();
    }
  }

  private static Target open(ConnectionSettings settings) {
    return done(Target.open(settings, new StatementLog()));
  }
}
