package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.PgBouncer;
import io.triggerscope.testing.Program;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgBouncerIT {

  @TempDir private Path folder;

  @BeforeAll
  static void assumePgBouncer() {
    Program.assumePresent("pgbouncer");
  }

  @Test
  void inTransactionModeListenSucceedsAndTheProbeTellsThatNothingArrives()
      throws InterruptedException {
    try (var bouncer = new PgBouncer(TestPostgres.NEWEST.emptyDatabase(), folder);
        var target = Outcomes.done(Target.open(bouncer.settings(), new StatementLog()));
        var listener = new ListenConnection(target, InstantSource.system())) {

      assertThat(listener.read(Duration.ofMillis(50))).isEqualTo(new Reading.Ended());
      assertThat(listener.state())
          .isEqualTo(
              new ListenState.Stopped(
                  "Notifications do not arrive here. A probe sent in another session did not come"
                      + " within 3 s. A pooler in transaction mode does that: connect to the server"
                      + " itself."));
    }
  }
}
