package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.NotificationSource;
import io.triggerscope.feed.capture.CaptureSource;
import io.triggerscope.feed.capture.Origin;
import io.triggerscope.feed.capture.Recorder;
import io.triggerscope.model.ListenState;
import io.triggerscope.testing.Outcomes;
import io.triggerscope.testing.ScriptedSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code tail --capture}. */
class TailCaptureTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Origin ORIGIN =
      new Origin(null, "prod-eu", "db:5432", "app", "18.6", "cache_invalidation", "public");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter messages = new StringWriter();

  @Test
  void itPrintsWhatTheLiveTailPrinted() {
    var file = folder.resolve("a.tscope");
    var live = new StringWriter();
    record(file, live, 300);
    assertThat(tail("--capture=" + file, "--json")).isZero();
    assertThat(out).hasToString(live.toString());
    assertThat(out.toString().lines())
        .hasSizeGreaterThan(300)
        .first()
        .asString()
        .isEqualTo(
            "{\"type\":\"marker\",\"at\":\"2026-11-22T12:00:00.000000Z\",\"label\":\"begin\"}");
    assertThat(messages.toString())
        .isEqualToNormalizingNewlines(
            """
            Reading the capture a.tscope.
            This is the capture a.tscope of prod-eu, recorded from 2026-11-22T12:00:00Z to \
            2026-11-22T12:00:44Z (UTC).
            """);
  }

  @Test
  void withoutJsonItIsReadable() {
    var file = folder.resolve("a.tscope");
    record(file, new StringWriter(), 1);
    assertThat(tail("--capture", file.toString())).isZero();
    assertThat(out.toString())
        .startsWith("2026-11-22T12:00:00.000000Z  marker: begin\n2026-11-22T12:00:00")
        .contains("received 1 = parsed 1 + malformed 0");
  }

  /** The feed waits for the output, so that nothing can leave memory before its turn. */
  @Test
  void aCaptureIsReadAtThePaceOfTheOutput() {
    var file = folder.resolve("a.tscope");
    record(file, new StringWriter(), 3);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    var noting =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            if (text.startsWith("{\"type\":\"batch\"")) {
              threads.add(Thread.currentThread().getName());
            }
            super.write(text, from, length);
          }
        };
    new Tail(
            Outcomes.done(CaptureSource.open(file)),
            CascadeRules.shipped(),
            new TailJson(),
            new PrintWriter(noting),
            new PrintWriter(messages))
        .run(null, Long.MAX_VALUE);
    assertThat(noting.toString()).hasLineCount(5);
    assertThat(threads).containsExactly("feed");
  }

  @Test
  void whatCouldNotBeReadIsToldBesideTheOutput() throws IOException {
    var file = folder.resolve("a.tscope");
    record(file, new StringWriter(), 3);
    var text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 10));
    assertThat(tail("--capture", file.toString(), "--json")).isZero();
    assertThat(messages.toString()).contains("The last line of a.tscope is torn");
    assertThat(out.toString()).doesNotContain("torn");
  }

  @Test
  void aFileThatIsNoCaptureIsToldAndExitsWith2() throws IOException {
    var file = Files.writeString(folder.resolve("a.tscope"), "hello");
    assertThat(tail("--capture", file.toString())).isEqualTo(2);
    assertThat(messages.toString()).isEqualToNormalizingNewlines(file + " is not a capture.\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--capture a --demo", "--capture a --record b", "--record b"})
  void whatDoesNotGoTogetherIsRefused(String arguments) {
    assertThat(tail(arguments.split(" "))).isEqualTo(2);
    assertThat(messages.toString()).contains("--record").doesNotContain("Exception", "\tat ");
  }

  @Test
  void theHelpTellsOfCaptures() {
    assertThat(tail("--help")).isZero();
    assertThat(out.toString()).contains("--record=FILE", "--capture=FILE", ".tscope.gz");
  }

  private static String payload(int batch, int number) {
    return """
        {"table":"calls","operation":"INSERT","user_id":"u","record_id":"%d",\
        "agent_id":null,"timestamp":0,"batch_id":"%d"}"""
        .formatted(number, batch);
  }

  /** A live tail of one notification every 150 ms. */
  private void record(Path file, StringWriter live, int count) {
    var source = new Slow(count);
    var recorder = new Recorder(source, source);
    Outcomes.done(recorder.record(file, ORIGIN, TailCaptureTest::unexpected));
    recorder.mark("begin");
    int code =
        new Tail(
                recorder,
                CascadeRules.shipped(),
                new TailJson(),
                new PrintWriter(live),
                new PrintWriter(messages))
            .run(null, Long.MAX_VALUE);
    assertThat(code).isEqualTo(2);
    messages.getBuffer().setLength(0);
  }

  private static void unexpected(String problem) {
    throw new AssertionError(problem);
  }

  private int tail(String... arguments) {
    return new CommandLine(new TailCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(messages, true))
        .execute(arguments);
  }

  /** A source and its clock: a notification, quiet when its batch is due, the next one. */
  private static final class Slow implements NotificationSource, InstantSource {

    private final Queue<String> payloads = new ArrayDeque<>();
    private volatile Instant now = NOON;
    private volatile boolean ended;
    private boolean quiet;

    Slow(int count) {
      for (int i = 0; i < count; i++) {
        payloads.add(payload(i, i));
      }
    }

    @Override
    public Reading read(Duration timeout) {
      quiet = !quiet;
      now = now.plusMillis(quiet ? 45 : 102);
      if (quiet) {
        return ScriptedSource.received(List.of(payloads.remove()), now.minusNanos(1_000));
      }
      ended = payloads.isEmpty();
      return ended ? new Reading.Ended() : new Reading.Quiet();
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ListenState state() {
      return ended ? new ListenState.Stopped("over") : new ListenState.Listening(now);
    }

    @Override
    public void close() {}
  }
}
