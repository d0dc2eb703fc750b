package io.triggerscope.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

  @ParameterizedTest
  @CsvSource({
    "given, url, env, given",
    "given,    ,    , given",
    "'',    url, env, url",
    "     , url, env, url",
    "     , '',  env, ''",
    "     ,    , env, env",
    "     ,    ,    ,    ",
  })
  void theNearestPasswordIsChosen(
      @Nullable String given, @Nullable String url, @Nullable String env, @Nullable String chosen) {
    var environment = new HashMap<String, String>();
    environment.put("PGPASSWORD", env);
    environment.put("PGUSER", "not a password");
    assertThat(
            new Passwords(environment::get)
                .choose(given, new ConnectionUrl("jdbc:postgresql://db/app", "ann", url)))
        .isEqualTo(chosen);
  }
}
