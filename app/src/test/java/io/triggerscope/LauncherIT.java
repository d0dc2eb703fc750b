package io.triggerscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The runnable folder that {@code mvn package} leaves, started as a person would. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
@Execution(ExecutionMode.CONCURRENT)
class LauncherIT {

  private static final Path HOME =
      Path.of(System.getProperty("triggerscope.home", "target/triggerscope")).toAbsolutePath();
  private static final String JDK_HERE = System.getProperty("java.home");

  @TempDir Path folder;

  private Path script;

  private record Ran(int exitCode, String out, String messages) {}

  @BeforeEach
  void reachItThroughALinkInAFolderWithASpace() throws IOException {
    var bin = Files.createDirectories(folder.resolve("my programs"));
    var hop = Files.createSymbolicLink(bin.resolve("hop"), HOME.resolve("bin/triggerscope"));
    script = Files.createSymbolicLink(bin.resolve("scope"), hop.getFileName());
  }

  /** Before JUnit does, which warns of each. */
  @AfterEach
  void removeTheLinks() throws IOException {
    try (var files = Files.walk(folder)) {
      for (var link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void itStartsOnTheJavaOfJavaHome() throws Exception {
    assertThat(run(script, Map.of("JAVA_HOME", JDK_HERE), "--version"))
        .satisfies(
            ran -> {
              assertThat(ran.exitCode).isZero();
              assertThat(ran.out).matches("TriggerScope \\d+\\.\\d+\\.\\d+\\R");
              assertThat(ran.messages).isEmpty();
            });
  }

  @Test
  void aJavaHomeThatIsTooOldIsPassedOverForTheOneOnPath() throws Exception {
    var old = java("old", "17.0.15");
    var path = JDK_HERE + "/bin:" + System.getenv("PATH");
    assertThat(run(script, Map.of("JAVA_HOME", old.toString(), "PATH", path), "--version").out)
        .startsWith("TriggerScope ");
  }

  @Test
  void argumentsArriveAsTheyAreAndTheExitCodeComesBack() throws Exception {
    var ran = run(script, Map.of("JAVA_HOME", JDK_HERE), "--rules", "no such * file", "tail");
    assertThat(ran.exitCode).isEqualTo(2);
    assertThat(ran.messages).contains("no such * file cannot be read: it does not exist.");
    assertThat(ran.out).isEmpty();
  }

  @Test
  void smokeStartsEveryPartAndSaysWhatItSaw() throws Exception {
    var ran = run(script, Map.of("JAVA_HOME", JDK_HERE), "--smoke");
    assertThat(ran.out.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ok      Java           OpenJDK"),
            line -> assertThat(line).startsWith("ok      display "),
            line -> assertThat(line).startsWith("ok      keychain "),
            line -> assertThat(line).startsWith("ok      demo database  localhost:"),
            line -> assertThat(line).startsWith("ok      driver         PostgreSQL 18."),
            line -> assertThat(line).matches("ok      feed .* received and batched\\."),
            line ->
                assertThat(line)
                    .matches("ok      window .* 6 screens, dark and light, and opened a window\\."),
            line -> assertThat(line).startsWith("ok      fonts          Inter, JetBrains Mono."),
            line -> assertThat(line).matches("ok      toolkit        \\d{2} of JavaFX's .*"));
    assertThat(ran.exitCode).isZero();
  }

  @Test
  void smokeSaysWhichPartDoesNotWork() throws Exception {
    var file = Files.createFile(folder.resolve("no folder"));
    var ran =
        run(
            script,
            Map.of("JAVA_HOME", JDK_HERE, "JDK_JAVA_OPTIONS", "\"-Djava.io.tmpdir=" + file + "\""),
            "--smoke");
    assertThat(ran.exitCode).isEqualTo(1);
    assertThat(ran.out).contains("FAILED  demo database  ", "no folder");
  }

  @Test
  void withoutAJavaNewEnoughItSaysWhatIsMissingAndWhatItFound() throws Exception {
    var java17 = java("java 17", "17.0.15");
    var java8 = java("java 8", "1.8.0_402");
    var ran =
        run(
            withoutInstallFolders(),
            Map.of(
                "JAVA_HOME",
                java17.toString(),
                "PATH",
                java8.resolve("bin") + ":" + System.getenv("PATH")),
            "--version");
    assertThat(ran)
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                TriggerScope needs Java 25 or newer and found none: not in JAVA_HOME (%1$s),
                not on PATH, not in the usual install folders.
                Found, but too old:
                  %1$s/bin/java is Java 17
                  %2$s/bin/java is Java 1
                Install a JDK 25, for example Eclipse Temurin, or set JAVA_HOME to the folder of one.
                """
                    .formatted(java17, java8)));
  }

  @Test
  void anInstallFolderHelpsWhenJavaHomeAndPathDoNot() throws Exception {
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve(".jdks")).resolve("some jdk"), Path.of(JDK_HERE));
    var old = java("old", "17.0.15");
    var environment =
        Map.of(
            "HOME",
            folder.toString(),
            "JAVA_HOME",
            "",
            "PATH",
            old.resolve("bin") + ":" + System.getenv("PATH"));
    assertThat(run(withoutInstallFolders(), environment, "--version").out)
        .startsWith("TriggerScope ");
  }

  /** A copy of the script, with what it starts, that does not find this computer's JDKs. */
  private Path withoutInstallFolders() throws IOException {
    var copy = Files.createDirectories(folder.resolve("copy"));
    var bin = Files.createDirectories(copy.resolve("bin"));
    Files.createSymbolicLink(copy.resolve("lib"), HOME.resolve("lib"));
    Files.createSymbolicLink(copy.resolve("javafx"), HOME.resolve("javafx"));
    Files.copy(HOME.resolve("bin/java.args"), bin.resolve("java.args"));
    var text = Files.readString(HOME.resolve("bin/triggerscope"));
    var changed =
        text.replace(" /usr/lib/jvm/", " /nowhere/")
            .replace(" /opt/", " /nowhere/")
            .replace(" /Library/", " /nowhere/");
    assertThat(changed).isNotEqualTo(text);
    return executable(bin.resolve("triggerscope"), changed);
  }

  /** A folder with a java that only says which version it is. */
  private Path java(String name, String version) throws IOException {
    var home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    executable(
        home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
    return home;
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Ran run(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("messages").toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), read("out"), read("messages"));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }
}
