package io.triggerscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowChangesTest {

  private static final RowChanges BEFORE = new RowChanges(Map.of("calls", 100L, "users", 5L));

  @Test
  void whatWasCountedAndNotReceivedWasMissed() {
    var after = new RowChanges(Map.of("calls", 160L, "users", 6L, "agents", 3L));

    assertThat(BEFORE.missedUntil(after, Map.of("calls", 20L, "users", 1L)))
        .isEqualTo(Map.of("calls", 40L, "agents", 3L));
  }

  @Test
  void whereMoreWasReceivedThanCountedNothingWasMissed() {
    assertThat(BEFORE.missedUntil(BEFORE, Map.of("calls", 1L))).isEmpty();
  }

  @Test
  void countsThatWentBackSayNothing() {
    assertThat(BEFORE.missedUntil(new RowChanges(Map.of("calls", 2L)), Map.of())).isNull();
  }
}
