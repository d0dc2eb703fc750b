package io.triggerscope.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.testing.KeychainCall;
import io.triggerscope.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** GNOME's keyring, in sessions of their own with the files of one user. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the keychains of other systems are the user's")
@Execution(ExecutionMode.CONCURRENT)
class SystemKeychainIT {

  private static final String LOGIN = "dba_ro@db-1.example:5432/app";

  private static final List<String> UNLOCKED =
      List.of(
          "dbus-run-session",
          "--",
          "sh",
          "-c",
          "printf master | gnome-keyring-daemon --unlock --components=secrets >&2; exec \"$@\"",
          "sh");

  @TempDir private Path home;

  @Test
  void aPasswordIsKeptForTheNextSessionUntilItIsForgotten() throws Exception {
    Program.assumePresent("gnome-keyring-daemon");
    assertThat(call(UNLOCKED, "keep", LOGIN, "sécret ☃")).isEqualTo("done " + LOGIN);
    assertThat(call(UNLOCKED, "password", LOGIN)).isEqualTo("done sécret ☃");
    assertThat(call(UNLOCKED, "password", "other@db-1.example:5432/app"))
        .startsWith("failed The system keychain says: ");
    assertThat(call(UNLOCKED, "keep", LOGIN, "another")).isEqualTo("done " + LOGIN);
    assertThat(call(UNLOCKED, "password", LOGIN)).isEqualTo("done another");
    assertThat(call(UNLOCKED, "forget", LOGIN)).isEqualTo("done " + LOGIN);
    assertThat(call(UNLOCKED, "password", LOGIN)).startsWith("failed The system keychain says: ");
  }

  @Test
  void aKeyringThatIsNotUnlockedIsAFailureInWords() throws Exception {
    Program.assumePresent("gnome-keyring-daemon");
    assertThat(call(List.of("dbus-run-session", "--"), "keep", LOGIN, "secret"))
        .isEqualTo("failed The system keychain is locked or has no place for passwords.");
  }

  @Test
  void aComputerWithoutAKeychainIsAFailureInWords() throws Exception {
    assertThat(call(List.of(), "password", LOGIN))
        .isEqualTo("failed No keychain of this system answers.");
  }

  /** The line that {@link KeychainCall} printed in a session that the command makes. */
  private String call(List<String> session, String... arguments) throws Exception {
    var command = new ArrayList<>(session);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dstdout.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            KeychainCall.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(home.resolve("messages").toFile());
    var environment = builder.environment();
    environment.remove("DBUS_SESSION_BUS_ADDRESS");
    environment.remove("DISPLAY");
    environment.put("HOME", home.toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("XDG_RUNTIME_DIR", home.toString());
    environment.put("LC_ALL", "C.UTF-8");
    return printed(builder);
  }

  private static String printed(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }
}
