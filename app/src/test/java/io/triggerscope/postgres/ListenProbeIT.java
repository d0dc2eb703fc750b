package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestPostgres.class)
class ListenProbeIT {

  private final TestPostgres postgres;

  ListenProbeIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void theProbeArrivesAlsoInAReadOnlySession() {
    var settings = postgres.emptyDatabase();
    var readOnly =
        new ConnectionSettings(
            settings.jdbcUrl(),
            settings.user(),
            settings.password(),
            settings.channel(),
            settings.schema(),
            true);
    try (var target = open(readOnly)) {
      assertThat(new ListenProbe(target).run())
          .isInstanceOfSatisfying(
              Outcome.Done.class,
              done ->
                  assertThat((Duration) done.value())
                      .isBetween(Duration.ofNanos(1), Duration.ofSeconds(3)));
    }
  }

  @Test
  void anEmptyDatabaseHasNothingOfTheContract() {
    try (var target = open(postgres.emptyDatabase())) {
      assertThat(ContractObjects.in(target))
          .isEqualTo(new Outcome.Done<>(new ContractObjects(false, false)));
    }
  }

  @Test
  void aMigratedDatabaseHasTheContract() {
    try (var target = open(postgres.migrated())) {
      assertThat(ContractObjects.in(target))
          .isEqualTo(new Outcome.Done<>(new ContractObjects(true, true)));
    }
  }

  private static Target open(ConnectionSettings settings) {
    return switch (Target.open(settings, new StatementLog())) {
      case Outcome.Done<Target>(var target) -> target;
      case Outcome.Failed<Target>(var failure) -> throw new AssertionError(failure.sentence());
    };
  }
}
