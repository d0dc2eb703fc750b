package io.triggerscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

  @TempDir Path parent;

  @Test
  void closingRemovesItWithAllThatIsInIt() throws IOException {
    var folder = DemoFolder.create(parent);
    Files.writeString(folder.passwordFile(), "secret");
    Files.createDirectories(folder.data().resolve("base/1"));
    Files.writeString(folder.data().resolve("base/1/112"), "rows");
    folder.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aFolderWhoseOwnerDiedIsRemoved() throws IOException {
    var dead = Files.createDirectories(parent.resolve("triggerscope-demo-1/data"));
    Files.writeString(dead.resolveSibling("lock"), "");
    Files.writeString(dead.resolve("PG_VERSION"), "18");
    try (var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(dead.getParent()).doesNotExist();
      assertThat(own.data()).exists();
    }
  }

  @Test
  void aFolderWhoseOwnerLivesIsNotTouched() throws IOException {
    try (var other = DemoFolder.create(parent);
        var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(other.data()).exists();
    }
  }

  @Test
  void anotherProcessDoesNotTouchItEvenAfterItsOwnerLookedForLeftovers() throws Exception {
    try (var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(otherProcess().waitFor()).isZero();
      assertThat(own.data()).exists();
    }
  }

  private Process otherProcess() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-classpath",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            parent.toString())
        .inheritIO()
        .start();
  }

  /** A second program that starts the demo in the same place. */
  static final class OtherProcess {
    public static void main(String[] args) throws IOException {
      try (var folder = DemoFolder.create(Path.of(args[0]))) {
        folder.removeLeftovers();
      }
    }
  }

  @Test
  void aFolderThatIsStillBeingMadeIsNotTouched() throws IOException {
    var young = Files.createDirectories(parent.resolve("triggerscope-demo-1"));
    try (var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(young).exists();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows hides the arguments of a process")
  void aServerThatOutlivedItsOwnerIsStopped() throws Exception {
    var data = Files.createDirectories(parent.resolve("triggerscope-demo-1/data"));
    var server = process(data.toString());
    Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n" + data + "\n");
    try (var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(server.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(data).doesNotExist();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sleep")
  void aProcessThatHasGotTheNumberOfADeadServerIsNotStopped() throws Exception {
    var data = Files.createDirectories(parent.resolve("triggerscope-demo-1/data"));
    var other = process("elsewhere");
    Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n");
    try (var own = DemoFolder.create(parent)) {
      own.removeLeftovers();
      assertThat(other.isAlive()).isTrue();
      assertThat(data).doesNotExist();
    } finally {
      other.destroy();
    }
  }

  /** One that lasts, with an argument to be known by. */
  private static Process process(String argument) throws IOException {
    return new ProcessBuilder("sh", "-c", "sleep 60; true", "postgres", argument).start();
  }
}
