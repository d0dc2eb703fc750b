package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.NotificationSource.Reading;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.ScriptedSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Script script = new Script();
  private final ReadAhead ahead = new ReadAhead(script, 10, Duration.ofMillis(50));

  @AfterEach
  void close() {
    ahead.close();
  }

  @Test
  void itHandsOverWhatItReadInOrder() throws InterruptedException {
    script.readings.addAll(List.of(received("one"), received("two"), new Reading.Ended()));

    assertThat(ahead.read(LONG)).isEqualTo(received("one"));
    assertThat(ahead.read(LONG)).isEqualTo(received("two"));
    assertThat(ahead.read(LONG)).isEqualTo(new Reading.Ended());
  }

  @Test
  void itReadsOnWhileNobodyTakesAnything() throws InterruptedException {
    ahead.read(Duration.ZERO);
    script.readings.addAll(List.of(received("one"), received("two"), received("three")));

    await().until(script.readings::isEmpty);
    assertThat(script.suspended).isEmpty();
  }

  @Test
  void whenItIsFullAndNothingIsTakenTheSourceIsSuspendedUntilThereIsRoom()
      throws InterruptedException {
    ahead.read(Duration.ZERO);
    script.readings.addAll(List.of(received("0123456789"), received("next"), received("last")));

    await().until(() -> script.suspended.size() == 1);
    assertThat(script.suspended)
        .containsExactly("TriggerScope could not keep up with the notifications.");
    assertThat(script.readings).as("not read while there is no room").hasSize(1);

    assertThat(takeReceived()).isEqualTo(received("0123456789"));
    assertThat(takeReceived()).isEqualTo(received("next"));
    assertThat(takeReceived()).isEqualTo(received("last"));
    assertThat(script.suspended).hasSize(1);
  }

  @Test
  void whenItIsFullAndSomethingIsTakenTheSourceGoesOn() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      script.readings.add(received("0123456789"));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(takeReceived()).isEqualTo(received("0123456789"));
    }
    assertThat(script.suspended).isEmpty();
  }

  @Test
  void closingItClosesTheSource() throws InterruptedException {
    ahead.read(Duration.ZERO);
    ahead.close();
    assertThat(script.closed).isTrue();
  }

  @Test
  void closingItBeforeItReadsClosesTheSourceAsWell() {
    ahead.close();
    assertThat(script.closed).isTrue();
  }

  private Reading takeReceived() throws InterruptedException {
    var deadline = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < deadline) {
      if (ahead.read(LONG) instanceof Reading.Received received) {
        return received;
      }
    }
    throw new AssertionError("nothing within " + LONG);
  }

  private static Reading received(String payload) {
    return ScriptedSource.received(List.of(payload), NOON);
  }

  private static final class Script implements NotificationSource.Suspendable {

    private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
    private final List<String> suspended = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @Override
    public Reading read(Duration timeout) throws InterruptedException {
      var reading = readings.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return reading == null ? new Reading.Quiet() : reading;
    }

    @Override
    public void suspend(String reason) {
      suspended.add(reason);
    }

    @Override
    public ListenState state() {
      return new ListenState.Listening(NOON);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
