package io.triggerscope.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1.0, 100",
    "1, 0.0, 50",
    "2, 1.0, 200",
    "3, 0.5, 300",
    "6, 1.0, 3200",
    "7, 1.0, 5000",
    "1000000, 0.0, 2500",
    "1000000, 1.0, 5000",
  })
  void eachFailureDoublesTheWaitUpToFiveSeconds(int failures, double random, long millis) {
    assertThat(Backoff.delay(failures, random)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aWaitIsSpreadOverSeveralCalls() throws InterruptedException {
    var backoff = new Backoff(() -> -1L >>> 11 << 11); // the greatest double below 1
    assertThat(backoff.await(Duration.ZERO)).isTrue();
    backoff.failed();
    assertThat(backoff.await(Duration.ofMillis(20))).isFalse();
    assertThat(backoff.await(Duration.ofMillis(20))).isFalse();
    assertThat(backoff.await(Duration.ofSeconds(1))).isTrue();
    assertThat(backoff.failures()).isEqualTo(1);
    backoff.succeeded();
    assertThat(backoff.failures()).isZero();
  }
}
