package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorContextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"sqlstate":"22P02","txid":"774","more":{"a":[1]}} | 22P02 | 774
            {"sqlstate":"22P02","txid":774}                  | 22P02 | 774
          {"sqlstate":null,"txid":{"a":1}}                   |       |
          {"txid":"774"}                                     |       | 774
          {}                                                     |       |
          {"sqlstate":"22P02"                                    |       |
          ["sqlstate"]                                           |       |
          "sqlstate"                                             |       |
          PL/pgSQL function notify() line 3                      |       |
          ``                                                     |       |
                                                                 |       |
          """)
  void whatIsThereIsFoundAndAnythingElseIsLeftAlone(
      @Nullable String text, @Nullable String sqlstate, @Nullable String batchId) {
    assertThat(ErrorContext.of(text)).isEqualTo(new ErrorContext(sqlstate, batchId));
  }
}
