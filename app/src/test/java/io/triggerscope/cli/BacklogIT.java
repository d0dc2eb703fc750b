package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.Main;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.OwnPostgres;
import io.triggerscope.testing.ServerCertificate;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two million notifications at once, in a process of its own with little memory. */
@Execution(ExecutionMode.CONCURRENT)
class BacklogIT {

  private static final int BACKLOG = 2_000_000;

  @TempDir private Path folder;
  private @Nullable Process process;

  @AfterEach
  void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** What was sent before it went on waits in the server, and comes as one. */
  @Test
  void aBacklogThatPiledUpWhileTheProcessStoodStillIsReadToTheLast()
      throws IOException, InterruptedException {
    try (var server = new OwnPostgres(folder, Map.of())) {
      var tail = tail(server.settings());
      signal(tail, "STOP");
      announce(server.settings());
      signal(tail, "CONT");
      assertEverythingWasRead(tail);
    }
  }

  @Test
  void aTransactionOfTwoMillionNotificationsIsReadToTheLastUnderTls()
      throws IOException, InterruptedException {
    try (var server = new OwnPostgres(folder, ServerCertificate.in(folder))) {
      var tail = tail(server.settings(), "sslmode=require");
      announce(server.settings());
      assertEverythingWasRead(tail);
    }
  }

  private Process tail(ConnectionSettings settings, String... parameters) throws IOException {
    var url =
        settings.jdbcUrl()
            + "?user="
            + settings.user()
            + "&password="
            + settings.password()
            + Arrays.stream(parameters).map(p -> "&" + p).collect(Collectors.joining());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "tail",
                "--url=" + url,
                "--count=" + BACKLOG)
            .redirectOutput(out().toFile())
            .redirectError(messages().toFile())
            .start();
    var tail = process;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !tail.isAlive() || read(messages()).contains("Listening."));
    assertThat(tail.isAlive()).as(read(messages())).isTrue();
    return tail;
  }

  private static void announce(ConnectionSettings settings) {
    TestPostgres.execute(
        settings,
        """
        SELECT count(pg_notify('cache_invalidation', concat('{"table":"calls","operation":"INSERT",',
          '"user_id":"1c9f3a52-0b6e-4c1d-9a51-7f0000', lpad((n %% 1000)::text, 6, '0'),
          '","record_id":"7be0a1d4-93f5-4e0a-8c11-0000', lpad(n::text, 8, '0'),
          '","agent_id":"e37a60b8-5d52-4f7b-a0a4-300000', lpad((n %% 3000)::text, 6, '0'),
          '","timestamp":1795348800.123456,"batch_id":"77298"}')))
          FROM generate_series(1, %d) AS n
        """
            .formatted(BACKLOG));
  }

  private void assertEverythingWasRead(Process tail) throws IOException, InterruptedException {
    assertThat(tail.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(tail.exitValue()).as(read(messages())).isZero();
    try (var lines = Files.lines(out())) {
      assertThat(lines.reduce((_, last) -> last).orElseThrow())
          .startsWith("received 2000000 = parsed 2000000 + malformed 0; ")
          .contains(" with 2000000 notifications");
    }
    assertThat(read(messages())).doesNotContain("lost");
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path messages() {
    return folder.resolve("messages");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
