package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Failure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlStatesTest {

  @ParameterizedTest
  @CsvSource({
    "08000, Unreachable",
    "08001, Unreachable",
    "08006, Unreachable",
    "08P01, Unreachable",
    "57P01, Unreachable",
    "57P02, Unreachable",
    "57P03, Unreachable",
    "57P04, Unreachable",
    "28000, Denied",
    "28P01, Denied",
    "42501, Denied",
    "25006, Denied",
    "57014, TimedOut",
    "55P03, TimedOut",
    "25P03, TimedOut",
    "25P04, TimedOut",
    "57P05, TimedOut",
    "3D000, Missing",
    "3F000, Missing",
    "42P01, Missing",
    "42703, Missing",
    "42883, Missing",
    "42704, Missing",
    "42601, Unexpected",
    "22023, Unexpected",
    "53300, Unexpected",
    "54000, Unexpected",
    "XX000, Unexpected",
    "'',    Unexpected",
  })
  void anSqlStateSaysWhatKindOfFailureItIs(String state, String kind) {
    var failure = SqlStates.failure(new SQLException("why", state));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.message()).isEqualTo("why");
  }

  @Test
  void aPoolWithoutAFreeSessionHasTimedOut() {
    assertThat(SqlStates.failure(new SQLTransientConnectionException("none free")))
        .isEqualTo(new Failure.TimedOut("none free"));
  }

  @Test
  void anythingElseWithoutASqlStateIsUnexpected() {
    assertThat(SqlStates.failure(new SQLException("odd"))).isEqualTo(new Failure.Unexpected("odd"));
  }

  @Test
  void theMessageCarriesTheServersDetailAndHint() {
    var server =
        new ServerErrorMessage("SERROR\0C23503\0Mit is still used\0Dby a call.\0Hdelete it\0\0");
    assertThat(SqlStates.message(new PSQLException(server)))
        .isEqualTo("it is still used. by a call. delete it");
  }

  @Test
  void theMessageNamesTheCauseThatTheDriverHides() {
    var cause = new java.net.UnknownHostException("db.invalid");
    assertThat(SqlStates.message(new SQLException("The attempt failed.", "08001", cause)))
        .isEqualTo("The attempt failed. Unknown host: db.invalid");
  }
}
