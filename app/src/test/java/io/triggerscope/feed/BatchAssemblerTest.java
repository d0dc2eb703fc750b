package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAssemblerTest {

  private record Closed(List<Notification> notifications, ClosedBy by, Instant at) {}

  private final List<Closed> closed = new ArrayList<>();
  private final BatchAssembler assembler =
      new BatchAssembler(
          new Batching(Duration.ofMillis(100), 3),
          (n, by, at) -> closed.add(new Closed(n, by, at)));

  @Test
  void anotherTransactionClosesTheBatch() {
    var one = notification("1", 0, NOON);
    var two = notification("2", 1, NOON.plusMillis(5));
    assembler.accept(one);
    assembler.accept(two);
    assertThat(closed)
        .containsExactly(new Closed(List.of(one), ClosedBy.TRANSACTION_END, NOON.plusMillis(5)));
  }

  @Test
  void theGreatestSizeClosesTheBatchAtOnce() {
    var three =
        List.of(notification("1", 0, NOON), notification("1", 1, NOON), notification("1", 2, NOON));
    three.forEach(assembler::accept);
    assertThat(closed).containsExactly(new Closed(three, ClosedBy.SIZE, NOON));
  }

  @Test
  void theWindowClosesTheBatchOnlyWhenItHasPassed() {
    var one = notification("1", 0, NOON);
    assembler.accept(one);
    assembler.closeWhenDue(NOON.plusMillis(99));
    assertThat(closed).isEmpty();
    assertThat(assembler.untilDue(NOON.plusMillis(99), Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofMillis(1));
    assembler.closeWhenDue(NOON.plusMillis(100));
    assertThat(closed)
        .containsExactly(new Closed(List.of(one), ClosedBy.WINDOW, NOON.plusMillis(100)));
    assertThat(assembler.untilDue(NOON, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aNotificationOfTheSameTransactionThatComesTooLateOpensANewBatch() {
    assembler.accept(notification("1", 0, NOON));
    assembler.accept(notification("1", 1, NOON.plusMillis(100)));
    assertThat(closed).extracting(Closed::by).containsExactly(ClosedBy.WINDOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatGoesInComesOutOnceInOrderAndWithinTheLimits(long seed) {
    var random = new Random(seed);
    var in = new ArrayList<Notification>();
    var now = NOON;
    for (int i = 0; i < 5_000; i++) {
      now = now.plusMillis(random.nextInt(4) == 0 ? random.nextInt(150) : 0);
      var notification = notification("tx-" + i / (1 + random.nextInt(9)), i, now);
      in.add(notification);
      assembler.accept(notification);
      if (random.nextInt(10) == 0) {
        assembler.closeWhenDue(now.plusMillis(random.nextInt(120)));
      }
    }
    assembler.close(ClosedBy.SHUTDOWN, now);

    assertThat(closed.stream().flatMap(c -> c.notifications().stream()))
        .containsExactlyElementsOf(in);
    assertThat(closed)
        .allSatisfy(
            batch -> {
              var first = batch.notifications().getFirst();
              var last = batch.notifications().getLast();
              assertThat(batch.notifications()).hasSizeBetween(1, 3);
              assertThat(batch.notifications())
                  .extracting(Notification::batchId)
                  .containsOnly(first.batchId());
              assertThat(Duration.between(first.receivedAt(), last.receivedAt()))
                  .isLessThan(Duration.ofMillis(100));
            });
  }
}
