package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.ServerCertificate;
import io.triggerscope.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenSessionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void underTlsAsWellTheNotificationsAreTakenBeforeTheDriver(@TempDir Path folder)
      throws SQLException {
    try (var server = new OwnPostgres(folder, ServerCertificate.in(folder))) {
      for (var mode : new String[] {"disable", "require"}) {
        var settings = with(server.settings(), "sslmode=" + mode);
        assertThat(input(settings)).as(mode).isNotNull();
        assertThatItListens(settings);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socketFactory=io.triggerscope.postgres.NotificationSockets&socketFactoryArg=another",
        "sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "gssEncMode=prefer"
      })
  void whereTheUrlHasOtherSocketsTheDriverReads(String property) throws SQLException {
    var settings = with(TestPostgres.NEWEST.emptyDatabase(), property);
    assertThat(input(settings)).isNull();
    assertThatItListens(settings);
  }

  private static @Nullable NotificationInput input(ConnectionSettings settings)
      throws SQLException {
    try (var target = Outcomes.done(Target.open(settings, new StatementLog()));
        var _ = target.sessions().listening("a key").getConnection()) {
      return NotificationInput.made("a key");
    }
  }

  private static void assertThatItListens(ConnectionSettings settings) throws SQLException {
    try (var target = Outcomes.done(Target.open(settings, new StatementLog()));
        var session = ListenSession.open(target, "odd Channel")) {
      TestPostgres.execute(settings, "NOTIFY \"odd Channel\", 'arrives'");
      assertThat(session.receive(PATIENCE)).containsExactly(Utf8Text.of("arrives"));
    }
  }

  private static ConnectionSettings with(ConnectionSettings s, String property) {
    return new ConnectionSettings(
        s.jdbcUrl() + (s.jdbcUrl().contains("?") ? "&" : "?") + property,
        s.user(),
        s.password(),
        s.channel(),
        s.schema(),
        s.readOnly());
  }
}
