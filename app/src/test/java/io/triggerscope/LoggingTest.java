package io.triggerscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {

  @TempDir Path folder;

  private final PrintStream err = System.err;
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void catchTheStreams() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveThemBack() throws IOException {
    LogManager.getLogManager().reset();
    LogManager.getLogManager().readConfiguration();
    System.setErr(err);
    System.setOut(out);
  }

  @Test
  void aWarningIsOneLineOnStandardErrorAndItsStackTraceInTheFileOnly() throws IOException {
    Logging.start(folder);
    LoggerFactory.getLogger("a.b.Feed").warn("It\n  broke", new IOException("lost"));
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .matches("\\S+ \\S+ WARNING Feed: It broke \\(java.io.IOException: lost\\)\\R");
    assertThat(file()).contains("Feed: It broke", "\tat io.triggerscope.LoggingTest");
    assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void informationGoesToTheFileOnly() throws IOException {
    Logging.start(folder);
    LoggerFactory.getLogger("a.b.Feed").info("started");
    assertThat(errors.size()).isZero();
    assertThat(file()).contains("INFO Feed: started");
  }

  @Test
  void aFolderThatCannotBeWrittenIsAWarningAndNoMore() throws IOException {
    var occupied = Files.writeString(folder.resolve("file"), "");
    Logging.start(occupied.resolve("logs"));
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("No log file is written");
  }

  private String file() throws IOException {
    return Files.readString(folder.resolve("triggerscope.0.0.log"));
  }
}
