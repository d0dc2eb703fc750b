package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.connection.StoredFile;
import io.triggerscope.viewmodel.Preferences.Stored;
import io.triggerscope.viewmodel.Preferences.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.SimpleDoubleProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void whatWasChosenAndArrangedIsThereAtTheNextStart() {
    var first = open();
    first.zoneProperty().set(ZoneId.of("Europe/Berlin"));
    first.themeProperty().set(Theme.LIGHT);
    new SavedFilters(first).add(" table:calls size:>50 ");
    new SavedFilters(first).add("agent:0f3a*");
    var split = new SimpleDoubleProperty(0.5);
    first.keep("split", split, Double::valueOf, Number::toString);
    split.set(0.7);
    first.close();

    var second = open();
    assertThat(second.zoneProperty().get()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(second.themeProperty().get()).isEqualTo(Theme.LIGHT);
    assertThat(new SavedFilters(second).texts())
        .isEqualTo(List.of("agent:0f3a*", "table:calls size:>50"));
    var again = new SimpleDoubleProperty(0.5);
    second.keep("split", again, Double::valueOf, Number::toString);
    assertThat(again.get()).isEqualTo(0.7);
  }

  @Test
  void whatChangesIsWrittenInTheBackgroundAndNotAtEveryChange() throws IOException {
    var threads = new Threads(Thread.ofVirtual().factory(), Runnable::run);
    var preferences = open();
    preferences.put("a", "1");
    preferences.poll(threads);
    await().until(() -> Files.exists(file()));
    preferences.put("a", "2");
    preferences.poll(threads);
    now = now.plusSeconds(1);
    assertThat(Files.readString(file())).contains("\"1\"");
    preferences.poll(threads);
    await().until(() -> Files.readString(file()).contains("\"2\""));
  }

  @Test
  void whatIsNotUnderstoodCountsAsAbsent() throws IOException {
    Files.writeString(
        file(),
        "{\"preferences\": {\"zone\": \"Nowhere/Land\", \"theme\": \"PINK\", \"x\": \"y\"}}");
    var preferences = open();
    assertThat(preferences.zoneProperty().get()).isEqualTo(ZoneOffset.UTC);
    assertThat(preferences.themeProperty().get()).isEqualTo(Theme.SYSTEM);
    assertThat(preferences.get("x")).isEqualTo("y");
  }

  private Path file() {
    return folder.resolve("preferences.json");
  }

  private Preferences open() {
    return Preferences.open(
        new StoredFile<>(file(), Stored.class, Stored.NOTHING, "preferences", () -> now),
        () -> now);
  }
}
