package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.Main;
import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.testing.Outcomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** A program that records the demo's traffic, and is killed in the midst of it. */
@Execution(ExecutionMode.CONCURRENT)
class KilledRecordingIT {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.tscope", "a.tscope.gz"})
  void whatHadBeenPrintedASecondBeforeAKillIsInTheCapture(String name)
      throws IOException, InterruptedException {
    var file = folder.resolve(name);
    try (var database = Outcomes.done(DemoDatabase.start(0));
        var workload = new DemoWorkload(database, DemoWorkload.SEED)) {
      workload.start();
      var process = tail(database, file);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> printed().size() > 200 && lasts(printed(), Duration.ofSeconds(5)));
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(137);
    }

    var live = printed();
    var lastSecond = closings(live).getLast().minusSeconds(1);
    var older =
        live.stream()
            .takeWhile(line -> closings(List.of(line)).stream().allMatch(lastSecond::isAfter))
            .toList();
    assertThat(older).hasSizeGreaterThan(100);
    assertThat(replayed(file)).startsWith(older.toArray(String[]::new));
  }

  private Process tail(DemoDatabase database, Path file) throws IOException {
    var settings = database.settings();
    var url = settings.jdbcUrl() + "?user=" + settings.user() + "&password=" + settings.password();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "tail",
            "--json",
            "--url=" + url,
            "--record=" + file)
        .redirectOutput(out().toFile())
        .redirectError(folder.resolve("messages").toFile())
        .start();
  }

  /** The events that were printed whole. */
  private List<String> printed() {
    try {
      var text = Files.readString(out());
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lasts(List<String> lines, Duration duration) {
    var closings = closings(lines);
    return Duration.between(closings.getFirst(), closings.getLast()).compareTo(duration) > 0;
  }

  /** When each batch of these lines was closed; what is malformed has no such time. */
  private static List<Instant> closings(List<String> lines) {
    return lines.stream()
        .map(JSON::readTree)
        .filter(line -> line.path("type").asString().equals("batch"))
        .map(batch -> Instant.parse(batch.path("closed_at").asString()))
        .toList();
  }

  private static List<String> replayed(Path file) {
    var replayed = new StringWriter();
    int code =
        new CommandLine(new TailCommand())
            .setOut(new PrintWriter(replayed))
            .setErr(new PrintWriter(new StringWriter()))
            .execute("--json", "--capture=" + file);
    assertThat(code).isZero();
    return replayed.toString().lines().toList();
  }

  private Path out() {
    return folder.resolve("out");
  }
}
