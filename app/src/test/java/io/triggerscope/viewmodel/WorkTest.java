package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkTest {

  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> unwanted = new LinkedBlockingQueue<>();
  private final List<Outcome<String>> delivered = new ArrayList<>();
  private final Work work = new Work(new Threads(Thread.ofVirtual().factory(), fx::add));

  @Test
  void anOutcomeIsDelivered() throws InterruptedException {
    start("one");
    assertThat(work.isRunning()).isTrue();
    runNext();

    assertThat(delivered).containsExactly(new Outcome.Done<>("one"));
    assertThat(work.isRunning()).isFalse();
    assertThat(unwanted).isEmpty();
  }

  @Test
  void whatACancelledJobOpenedIsHandedBackToBeClosed() throws InterruptedException {
    start("one");
    work.cancel();
    runNext();

    assertThat(unwanted.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
    assertThat(delivered).isEmpty();
  }

  @Test
  void whatAReplacedJobOpenedIsHandedBackToBeClosed() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    work.start(
        () -> {
          begun.countDown();
          try {
            hold.await();
          } catch (InterruptedException e) {
            // it opens what it was to open all the same
          }
          return new Outcome.Done<>("one");
        },
        delivered::add,
        unwanted::add);
    begun.await();
    start("two");
    runNext();
    runNext();

    assertThat(unwanted.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
    assertThat(delivered).containsExactly(new Outcome.Done<>("two"));
  }

  @Test
  void aBugArrivesAsAFailure() throws InterruptedException {
    work.<String>start(
        () -> {
          throw new IllegalStateException("planted");
        },
        delivered::add);
    runNext();

    assertThat(delivered)
        .containsExactly(
            new Outcome.Failed<>(
                new Failure.Unexpected(
                    "This is a bug in TriggerScope: java.lang.IllegalStateException: planted")));
  }

  private void start(String value) {
    work.start(() -> new Outcome.Done<>(value), delivered::add, unwanted::add);
  }

  private void runNext() throws InterruptedException {
    var next = fx.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    next.run();
  }
}
