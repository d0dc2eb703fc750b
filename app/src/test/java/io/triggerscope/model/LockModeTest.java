package io.triggerscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LockModeTest {

  @Test
  void theConflictsAreThoseOfTheManual() {
    var table =
        Arrays.stream(LockMode.values()).map(LockModeTest::row).collect(Collectors.toList());
    // https://www.postgresql.org/docs/18/explicit-locking.html#TABLE-LOCK-COMPATIBILITY
    assertThat(table)
        .isEqualTo(
            List.of(
                "AccessShare          .......X",
                "RowShare             ......XX",
                "RowExclusive         ....XXXX",
                "ShareUpdateExclusive ...XXXXX",
                "Share                ..XX.XXX",
                "ShareRowExclusive    ..XXXXXX",
                "Exclusive            .XXXXXXX",
                "AccessExclusive      XXXXXXXX"));
  }

  private static String row(LockMode wanted) {
    return Arrays.stream(LockMode.values())
        .map(held -> wanted.conflictsWith(held) ? "X" : ".")
        .collect(Collectors.joining("", "%-21s".formatted(wanted.word()), ""));
  }
}
