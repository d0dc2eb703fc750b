package io.triggerscope.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.connection.ProfileFile.Loaded;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {

  private static final ConnectionProfile PROFILE =
      new ConnectionProfile(
          "prod-eu / app",
          "db-1.example",
          5433,
          "app & co",
          "dba_ro",
          SslMode.VERIFY_FULL,
          "cache_invalidation",
          "public",
          Environment.PROD,
          true,
          true);

  @TempDir private Path folder;

  @Test
  void withoutAFileThereAreNoConnections() {
    assertThat(file().load()).isEqualTo(new Loaded(List.of(), ""));
  }

  @Test
  void whatWasSavedIsLoadedAndNothingElseIsLeftInTheFolder() throws IOException {
    assertThat(file().save(List.of(PROFILE))).isEqualTo(new Outcome.Done<>(List.of(PROFILE)));

    assertThat(file().load()).isEqualTo(new Loaded(List.of(PROFILE), ""));
    try (var files = Files.list(path().getParent())) {
      assertThat(files).containsExactly(path());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"connections\": [",
        "{}",
        "{\"connections\": [{\"name\": \"x\"}]}",
        "[]",
        "{\"connections\": null}"
      })
  void aFileThatIsNotUnderstoodIsSetAsideWithAMessage(String content) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), content);

    var loaded = file().load();
    var aside = path().resolveSibling("connections.json.corrupt-20261122-120000");
    assertThat(loaded.profiles()).isEmpty();
    assertThat(loaded.problem()).contains("were not understood", aside.toString());
    assertThat(path()).doesNotExist();
    assertThat(aside).hasContent(content);
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFailureInWords() throws IOException {
    Files.writeString(folder.resolve("config"), "a file, not a folder");

    assertThat(file().save(List.of(PROFILE))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aProfileAndAPasswordMakeTheSettings() {
    assertThat(PROFILE.toSettings("secret"))
        .isEqualTo(
            new ConnectionSettings(
                "jdbc:postgresql://db-1.example:5433/app+%26+co?sslmode=verify-full",
                "dba_ro", "secret", "cache_invalidation", "public", true));
    assertThat(PROFILE.toSettings("").password()).isNull();
  }

  private Path path() {
    return folder.resolve("config").resolve("connections.json");
  }

  private ProfileFile file() {
    return new ProfileFile(path(), () -> Instant.parse("2026-11-22T12:00:00Z"));
  }
}
