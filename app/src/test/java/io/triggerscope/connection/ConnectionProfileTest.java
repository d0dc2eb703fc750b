package io.triggerscope.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.SslMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionProfileTest {

  @ParameterizedTest
  @CsvSource({
    "db.example, jdbc:postgresql://db.example:5432/app%20one, true",
    "db.example, jdbc:postgresql://DB.example/app+one?sslmode=require, true",
    "db.example, 'jdbc:postgresql://other:5433,db.example/app%20one', true",
    "localhost, jdbc:postgresql:app%20one, true",
    "::1, jdbc:postgresql://[::1]/app%20one, true",
    "db.example, jdbc:postgresql://db.example:5433/app%20one, false",
    "db.example, jdbc:postgresql://db.example/app, false",
    "db.example, jdbc:postgresql://my-db.example/app%20one, false",
    "db.example, jdbc:postgresql:app%20one, false"
  })
  void itIsReachedByAUrlThatLeadsToItsDatabase(String host, String url, boolean reached) {
    var profile =
        new ConnectionProfile(
            "p",
            host,
            ConnectionProfile.DEFAULT_PORT,
            "app one",
            "",
            SslMode.PREFER,
            "c",
            "public",
            Environment.PROD,
            false,
            false);
    var settings = new ConnectionSettings(url, "someone", null, "other", "public", false);
    assertThat(profile.isReachedBy(settings)).isEqualTo(reached);
  }
}
