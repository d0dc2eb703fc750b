package io.triggerscope.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ConnectionUrl.Parsed;
import io.triggerscope.model.ConnectionSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://localhost/app                      | jdbc:postgresql://localhost/app            |          |
          postgres://localhost/app                        | jdbc:postgresql://localhost/app            |          |
          postgresql://ann@db:5433/app                    | jdbc:postgresql://db:5433/app              | ann      |
          postgresql://ann:se%3Acret@db/app               | jdbc:postgresql://db/app                   | ann      | se:cret
          postgresql://ann:a+b%2Bc@db/app                 | jdbc:postgresql://db/app                   | ann      | a+b+c
          postgresql://ann:a@b@db/app                     | jdbc:postgresql://db/app                   | ann      | a@b
          postgresql://ann:@db/app                        | jdbc:postgresql://db/app                   | ann      | ''
          postgresql://j%C3%B6rg@db/my%20app              | jdbc:postgresql://db/my+app                | jörg     |
          postgresql://db/a+b                             | jdbc:postgresql://db/a%2Bb                 |          |
          postgresql://a:1,b:2/app                        | jdbc:postgresql://a:1,b:2/app              |          |
          postgresql://[::1]:5433/app                     | jdbc:postgresql://[::1]:5433/app           |          |
          postgresql://                                   | jdbc:postgresql://localhost/               |          |
          postgresql:///app                               | jdbc:postgresql://localhost/app            |          |
          postgresql://db                                 | jdbc:postgresql://db/                      |          |
          postgresql://db?sslmode=require                 | jdbc:postgresql://db/?sslmode=require      |          |
          postgresql://db/app?sslmode=verify-full&sslrootcert=%2Fca.pem | jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=%2Fca.pem | |
          postgresql://db/app?target_session_attrs=read-write | jdbc:postgresql://db/app?targetServerType=primary | |
          postgresql://db/app?load_balance_hosts=random   | jdbc:postgresql://db/app?loadBalanceHosts=true | |
          postgresql://db/app?application_name=x&connect_timeout=3 | jdbc:postgresql://db/app          |          |
          postgresql:///?host=db&port=5433&dbname=app&user=ann&password=pw | jdbc:postgresql://db:5433/app | ann | pw
          postgresql://db:1/app?port=5433                 | jdbc:postgresql://db:5433/app              |          |
          postgresql://db/app?options=-c%20work_mem=7MB   | jdbc:postgresql://db/app?options=-c+work_mem%3D7MB | |
          jdbc:postgresql://db/app                        | jdbc:postgresql://db/app                   |          |
          jdbc:postgresql:app                             | jdbc:postgresql:app                        |          |
          jdbc:postgresql://db/app?user=ann&password=a%26b+c | jdbc:postgresql://db/app                | ann      | a&b c
          jdbc:postgresql://db/app?user=ann&ssl=true&password=p&sslmode=require | jdbc:postgresql://db/app?ssl=true&sslmode=require | ann | p
          jdbc:postgresql://[::1]:5433,b/app?targetServerType=primary | jdbc:postgresql://[::1]:5433,b/app?targetServerType=primary | |
          """)
  void aUrlSaysWhereAndAsWhom(
      String text, String jdbcUrl, @Nullable String user, @Nullable String password) {
    assertThat(ConnectionUrl.parse(text))
        .isEqualTo(new Parsed.Understood(new ConnectionUrl(jdbcUrl, user, password)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | A URL begins with postgresql://, postgres:// or jdbc:postgresql://.
          localhost:5432/app              | A URL begins with postgresql://, postgres:// or jdbc:postgresql://.
          mysql://db/app                  | A URL begins with postgresql://, postgres:// or jdbc:postgresql://.
          postgresql:app                  | A URL begins with postgresql://, postgres:// or jdbc:postgresql://.
          postgresql://db:x/app           | A port is a number from 1 to 65535.
          postgresql://db:0/app           | A port is a number from 1 to 65535.
          postgresql://db:65536/app       | A port is a number from 1 to 65535.
          postgresql://a,b:99999999999/x  | A port is a number from 1 to 65535.
          jdbc:postgresql://db:x/app      | A port is a number from 1 to 65535.
          postgresql://ann:pa/ss@db/app   | A port is a number from 1 to 65535.
          postgresql://my host/app        | A host is a name, an IPv4 address, or an IPv6 address in [brackets].
          postgresql://[::1/app           | A host is a name, an IPv4 address, or an IPv6 address in [brackets].
          postgresql://%2Fvar%2Frun/app   | Sockets in the file system cannot be used: name a host and a port.
          postgresql:///app?host=/tmp     | Sockets in the file system cannot be used: name a host and a port.
          postgresql://ann:50%@db/app     | After a % come two hexadecimal digits; a percent sign itself is %25.
          postgresql://db/app?sslmode     | Each parameter after the ? is name=value.
          postgresql://db/app?colour=red  | The parameter colour is not known here.
          postgresql://db/app?target_session_attrs=x | The parameter target_session_attrs has a value that is not known.
          jdbc:postgresql://ann:pw@db/app | In a JDBC URL user and password are parameters: …/database?user=…&password=….
          """)
  void aUrlThatIsNoneIsRefusedInWords(String text, String reason) {
    assertThat(ConnectionUrl.parse(text)).isEqualTo(new Parsed.NotUnderstood(reason));
  }

  @Test
  void thePasswordIsNotInTheText() {
    var url = new ConnectionUrl("jdbc:postgresql://db/app", "ann", "secret");
    assertThat(url).hasToString("jdbc:postgresql://db/app user=ann");
  }

  @Test
  void theSettingsBearWhatTheUrlSays() {
    assertThat(
            new ConnectionUrl("jdbc:postgresql://db/app", "ann", "old")
                .settings("pw", "c", "s", true))
        .isEqualTo(new ConnectionSettings("jdbc:postgresql://db/app", "ann", "pw", "c", "s", true));
  }
}
