package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.ScriptedSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {

  private static final Duration NO_TIME = Duration.ofMinutes(1);
  private static final String SUMMARY = "{\"type\":\"summary\"";

  private final Script script = new Script();
  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  @Test
  void itEndsOnceSoManyNotificationsWereReceivedAndPrintsThemAll() {
    script.receives(payloads(0, 3));
    script.receives(payloads(3, 7));
    assertThat(tail(out).run(NO_TIME, 5)).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"notifications\":7", "\"record_id\":\"6\"");
    assertThat(out.toString())
        .endsWith(
            """
            {"type":"summary","received":7,"parsed":7,"malformed":0,"batches":1,\
            "notifications_in_batches":7,"evicted":0}
            """);
  }

  @Test
  void itEndsAfterItsTimeWithASummaryEvenOfNothing() {
    assertThat(tail(out).run(Duration.ofMillis(100), Long.MAX_VALUE)).isZero();
    assertThat(out.toString()).startsWith(SUMMARY).hasLineCount(1);
  }

  @Test
  void anOutputThatNobodyTakesNeverHoldsUpTheReading() throws Exception {
    var gate = new CountDownLatch(1);
    var task = new FutureTask<>(() -> tail(new Gated(out, gate)).run(NO_TIME, 510_000));
    Thread.ofVirtual().start(task);
    for (int i = 0; i < 510_000; i += 1_000) {
      script.receives(payloads(i, i + 1_000));
    }
    await().until(script.readings::isEmpty);
    gate.countDown();
    assertThat(task.get(60, TimeUnit.SECONDS)).isZero();
    int printed =
        out.toString().lines().mapToInt(line -> line.split("\"record_id\"", -1).length - 1).sum();
    assertThat(out.toString())
        .endsWith(
            """
            {"type":"summary","received":510000,"parsed":510000,"malformed":0,"batches":10200,\
            "notifications_in_batches":510000,"evicted":%d}
            """
                .formatted(510_000 - printed));
    assertThat(printed).isBetween(500_000, 509_999);
  }

  @Test
  void itEndsQuietlyWhenNobodyReadsTheOutputAnyMore() {
    script.receives(payloads(0, 60));
    assertThat(tail(new Broken()).run(NO_TIME, Long.MAX_VALUE)).isZero();
    assertThat(messages.toString()).doesNotContain("Exception", "pipe");
  }

  @Test
  void whatEndsListeningForGoodIsToldAndIsAnExitCode() {
    script.ends("The server is a standby.");
    assertThat(tail(out).run(NO_TIME, Long.MAX_VALUE)).isEqualTo(2);
    assertThat(messages.toString()).contains("The server is a standby.");
    assertThat(out.toString()).startsWith(SUMMARY).hasLineCount(1);
  }

  @Test
  void messagesDoNotReachTheOutput() {
    script.receives(payloads(0, 1));
    tail(out).run(Duration.ofMillis(500), Long.MAX_VALUE);
    assertThat(messages.toString()).contains("Listening.");
    assertThat(out.toString()).doesNotContain("Listening.");
  }

  private Tail tail(Writer output) {
    return new Tail(
        new Recorder(script, InstantSource.system()),
        CascadeRules.shipped(),
        new TailJson(),
        new PrintWriter(output),
        new PrintWriter(messages));
  }

  /** All of one transaction. */
  private static List<String> payloads(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                """
                {"table":"calls","operation":"INSERT","user_id":"u","record_id":"%d",\
                "agent_id":null,"timestamp":0,"batch_id":"1"}"""
                    .formatted(i))
        .toList();
  }

  /** A source that reads what a test wrote down. */
  private static final class Script implements NotificationSource {

    final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
    private volatile ListenState state = new ListenState.Listening(Instant.EPOCH);

    void receives(List<String> payloads) {
      readings.add(ScriptedSource.received(payloads, Instant.now()));
    }

    void ends(String reason) {
      state = new ListenState.Stopped(reason);
      readings.add(new Reading.Ended());
    }

    @Override
    public Reading read(Duration timeout) throws InterruptedException {
      var reading = readings.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return reading == null ? new Reading.Quiet() : reading;
    }

    @Override
    public ListenState state() {
      return state;
    }

    @Override
    public void close() {}
  }

  /** Takes nothing before its gate opens. */
  private static final class Gated extends Writer {

    private final Writer behind;
    private final CountDownLatch gate;

    Gated(Writer behind, CountDownLatch gate) {
      this.behind = behind;
      this.gate = gate;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      behind.write(text, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** A pipe whose reader has gone. */
  private static final class Broken extends Writer {

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
