package io.triggerscope.postgres;

import static io.triggerscope.testing.Outcomes.done;
import static io.triggerscope.testing.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Cron;
import io.triggerscope.model.Failure;
import io.triggerscope.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(names = {"V13", "V18"})
class NoCronIT {

  private final TestPostgres postgres;

  NoCronIT(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Test
  void aServerWithoutPgCronIsNoFailure() {
    try (var target = done(Target.open(postgres.emptyDatabase(), new StatementLog()))) {
      var schedule = new CleanupSchedule(target);
      assertThat(done(schedule.look())).isEqualTo(new Cron.Absent(false, false));
      assertThat(failure(schedule.create("nightly", "17 3 * * *", "SELECT 1")))
          .isInstanceOf(Failure.Missing.class);
    }
  }
}
