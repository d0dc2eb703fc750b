package io.triggerscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The benchmark works; how long anything takes is not asked. */
class ErrorLogSpeedIT {

  @Test
  void asksWhatTheScreenAsksOfALogWithAndWithoutIndexes() throws SQLException {
    var table = ErrorLogSpeed.run(36_500, 1);

    assertThat(table).contains("36,500 rows");
    assertThat(table.lines().filter(line -> line.matches("\\| .+ of the last .+ \\|")))
        .hasSize(15)
        .filteredOn(line -> line.contains("the last day"))
        .allSatisfy(line -> assertThat(line).contains("| 100 |"));
    assertThat(table.lines().filter(line -> line.startsWith("| by ")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("| 3,600 |"));
  }
}
