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
    "4, 1.0, 800",
    "5, 1.0, 900",
    "1000000, 0.0, 450",
    "1000000, 1.0, 900",
  })
  void eachFailureDoublesTheWaitToLessThanASecond(int failures, double random, long millis) {
    assertThat(Backoff.delay(failures, random)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aWaitIsSpreadOverSeveralCalls() throws InterruptedException {
    var backoff = new Backoff(() -> -1L >>> 11 << 11); // the greatest double below 1
    assertThat(backoff.await(Duration.ZERO)).isTrue();
    backoff.failed(Duration.ZERO);
    assertThat(backoff.await(Duration.ofMillis(20))).isFalse();
    assertThat(backoff.await(Duration.ofMillis(20))).isFalse();
    assertThat(backoff.await(Duration.ofSeconds(1))).isTrue();
    assertThat(backoff.failures()).isEqualTo(1);
    backoff.succeeded();
    assertThat(backoff.failures()).isZero();
  }

  @Test
  void whatATryTookIsPartOfTheWait() throws InterruptedException {
    var backoff = new Backoff(() -> -1L >>> 11 << 11);
    backoff.failed(Duration.ofMillis(90));
    assertThat(backoff.await(Duration.ofMillis(11))).isTrue();
    backoff.failed(Duration.ofSeconds(1));
    assertThat(backoff.await(Duration.ZERO)).isTrue();
  }
}
