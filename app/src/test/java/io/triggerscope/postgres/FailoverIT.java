package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FailoverIT {

  @Test
  void theFeedFollowsToAStandbyThatIsPromoted(@TempDir Path first, @TempDir Path second) {
    try (var primary = new OwnPostgres(first, Map.of());
        var standby = primary.standby(second);
        var feed = new LiveFeed(either(primary.settings(), standby.settings()))) {
      LiveFeed.announce(primary.settings(), 1);
      feed.awaitReceived(1);

      primary.stop();
      feed.awaitLost();
      TestPostgres.execute(standby.settings(), "SELECT pg_promote()");
      feed.awaitListening();
      LiveFeed.announce(standby.settings(), 2);
      feed.awaitReceived(3);
      assertThat(feed.newest().blindWindows()).hasSize(1);
    }
  }

  @Test
  void aStandbyAloneIsRefusedInWords(@TempDir Path first, @TempDir Path second) {
    try (var primary = new OwnPostgres(first, Map.of());
        var standby = primary.standby(second)) {
      assertThat(Target.open(standby.settings(), new StatementLog()))
          .isEqualTo(new Outcome.Failed<>(new Failure.Standby("Connect to its primary.")));
    }
  }

  private static ConnectionSettings either(ConnectionSettings a, ConnectionSettings b) {
    return new ConnectionSettings(
        "jdbc:postgresql://localhost:%d,localhost:%d/postgres?targetServerType=primary"
            .formatted(port(a), port(b)),
        a.user(),
        a.password(),
        a.channel(),
        a.schema(),
        a.readOnly());
  }

  private static int port(ConnectionSettings settings) {
    return URI.create(settings.jdbcUrl().substring("jdbc:".length())).getPort();
  }
}
