package io.triggerscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.viewmodel.Preferences.Theme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final List<Launch> launches = new ArrayList<>();
  private final StringWriter messages = new StringWriter();
  private boolean display = true;
  private boolean pango = true;

  @Test
  void withoutArgumentsTheWindowAsksWhereToConnect() {
    assertThat(run()).isZero();
    assertThat(launches).containsExactly(Launch.OF_THE_WINDOW);
  }

  @Test
  void aUrlIsTheDatabaseToWatch() {
    run(
        "--url=postgresql://ada:secret@db:5433/app",
        "--channel=Other",
        "--schema=app",
        "--theme=dark");
    assertThat(launches.getFirst().settings())
        .isEqualTo(
            new ConnectionSettings(
                "jdbc:postgresql://db:5433/app", "ada", "secret", "Other", "app", false));
    assertThat(launches.getFirst().theme()).isEqualTo(Theme.DARK);
  }

  @Test
  void aCaptureIsShownInPlaceOfADatabase() {
    assertThat(run("--capture=trip.tscope", "--theme=light")).isZero();
    assertThat(launches.getFirst().capture()).isEqualTo(Path.of("trip.tscope"));
    assertThat(launches.getFirst().settings()).isNull();
    assertThat(launches.getFirst().demo()).isFalse();
  }

  @Test
  void aCaptureIsAlsoOpenedByItsNameAlone(@TempDir Path folder) throws IOException {
    var capture = Files.createFile(folder.resolve("a trip.tscope"));
    assertThat(run(capture.toString())).isZero();
    assertThat(launches.getFirst().capture()).isEqualTo(capture);
  }

  @Test
  void aCommandThatIsMisspeltIsRefusedAsSuch() {
    assertThat(run("tial")).isEqualTo(2);
    assertThat(messages.toString())
        .startsWith("There is neither a command nor a readable file tial\n");
  }

  @Test
  void picturesNeedNoDisplay() {
    display = false;
    assertThat(run("--demo", "--snapshot", "pictures", "--for", "5s")).isZero();
    assertThat(launches.getFirst().snapshots()).isEqualTo(Path.of("pictures"));
    assertThat(launches.getFirst().runFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(messages.toString()).isEmpty();
  }

  @Test
  void theDemoWithoutADisplaySaysSoAndMakesPicturesInstead() {
    display = false;
    assertThat(run("--demo")).isZero();
    assertThat(launches.getFirst().snapshots())
        .isEqualTo(Path.of("target/snapshots").toAbsolutePath());
    assertThat(launches.getFirst().runFor()).isEqualTo(Duration.ofSeconds(20));
    assertThat(messages.toString()).startsWith("No display was found").hasLineCount(1);
  }

  @Test
  void picturesWithoutWhatDrawsTextAreRefusedInWords() {
    display = false;
    pango = false;
    assertThat(run("--demo", "--snapshot", "pictures")).isEqualTo(2);
    assertThat(run("--demo")).isEqualTo(2);
    assertThat(launches).isEmpty();
    assertThat(messages.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("Pango, which JavaFX draws text with, is not installed"));
  }

  @Test
  void aWindowWithoutADisplayIsRefusedInWords() {
    display = false;
    assertThat(run()).isEqualTo(2);
    assertThat(launches).isEmpty();
    assertThat(messages.toString()).startsWith("No display was found").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--for 20s",
        "--snapshot pictures",
        "--snapshot pictures --demo --for soon",
        "--demo --url postgresql://db/app",
        "--demo --capture trip.tscope",
        "--capture",
        "missing.tscope",
        "pom.xml --demo",
        "pom.xml --capture trip.tscope",
        "--smoke --demo",
        "--smoke pom.xml",
        "tail --capture missing.tscope",
        "tail --capture trip.tscope --record other.tscope",
        "--url mysql://db/app",
        "--url postgresql://ada:secret@db:99999/app",
        "--rules missing.json",
        "--theme pink",
        "tail",
        "tail --demo --count 0",
        "tail --demo --count 5 --for 5s",
        "tail --demo --url postgresql://db/app",
        "demo --port 70000",
        "demo --port x",
      })
  void badArgumentsAreRefusedInWords(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(launches).isEmpty();
    assertThat(messages.toString()).isNotBlank().doesNotContain("Exception:", "\tat ", "secret");
  }

  private int run(String... arguments) {
    var main =
        new Main(
            launch -> {
              launches.add(launch);
              return 0;
            },
            new Display("Linux", display, new Installed()));
    return Main.commandLine(main).setErr(new PrintWriter(messages, true)).execute(arguments);
  }

  private final class Installed implements Display.Probe {

    @Override
    public boolean loads(String library) {
      return pango || !library.contains("pango");
    }

    @Override
    public boolean opensXDisplay() {
      return true;
    }
  }
}
