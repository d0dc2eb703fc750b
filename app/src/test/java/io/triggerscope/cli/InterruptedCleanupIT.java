package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.Main;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.testing.ErrorLog;
import io.triggerscope.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A clean-up from the command line that gets a Ctrl-C in the midst of a slice. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a signal, sent by the programs of Linux")
class InterruptedCleanupIT {

  @TempDir private Path folder;

  @Test
  void itSaysExactlyWhatItDeletedAndEndsAlthoughTheServerDoesNotAnswer()
      throws IOException, InterruptedException {
    var settings = TestPostgres.NEWEST.migrated();
    ErrorLog.addOld(settings, 2_500);
    TestPostgres.execute(
        settings,
        """
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT count(*) FROM public.trigger_error_log) = 500 THEN PERFORM pg_sleep(25); END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER wait AFTER DELETE ON trigger_error_log
        FOR EACH STATEMENT EXECUTE FUNCTION wait();
        """);
    var process = cleanup(settings);
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !process.isAlive() || TestPostgres.sleeping(settings) == 1);
      assertThat(process.isAlive()).as(read("messages")).isTrue();
      var kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(read("out")).isEqualToIgnoringNewLines("1,000 rows deleted.");
    assertThat(read("messages")).isEqualToIgnoringNewLines("Stopped before the end.");
    assertThat(process.exitValue()).as("ended by signal 2").isEqualTo(130);
    // what the server had begun it takes back
    TestPostgres.execute(
        settings,
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event = 'PgSleep'");
    assertThat(ErrorLog.rows(settings)).isEqualTo(1_500);
  }

  private Process cleanup(ConnectionSettings settings) throws IOException {
    var url = settings.jdbcUrl() + "?user=" + settings.user() + "&password=" + settings.password();
    return new ProcessBuilder(
            // the build may run where it is ignored, as shells have it for what is in the
            // background
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "cleanup",
            "--older-than=30d",
            "--unacknowledged",
            "--yes",
            "--url=" + url)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("messages").toFile())
        .start();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
