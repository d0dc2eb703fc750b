package io.triggerscope.postgres;

import static java.util.Objects.requireNonNull;

import io.triggerscope.feed.FileFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * Migrations in a folder of the user's, and in the folders within it, named as Flyway has it. They
 * are recorded where Flyway itself does it: what a team has applied by it from such a folder counts
 * as applied here, and what is applied here does there.
 *
 * @see <a href="https://documentation.red-gate.com/fd/migrations-184127470.html">Flyway,
 *     migrations</a>
 */
public record ScriptFolder(Path folder) implements MigrationSource {

  private static final String HISTORY_TABLE = "flyway_schema_history";

  /** A folder with more files than this was hardly made for migrations, and takes long to read. */
  private static final int MOST_FILES = 10_000;

  private static final int DEPTH = 20;

  private static final Pattern VERSIONED =
      Pattern.compile("V(\\d+(?:[._]\\d+)*)__.+\\.sql", Pattern.DOTALL);
  private static final Pattern REPEATABLE = Pattern.compile("R__.+\\.sql", Pattern.DOTALL);

  /** What Flyway takes for a migration by its first letter. */
  private static final Pattern MEANT = Pattern.compile("[VRUB].*\\.sql", Pattern.DOTALL);

  private static final Pattern CALLBACK =
      Pattern.compile("(?:before|after|create)[A-Z][A-Za-z]*(?:__.*)?\\.sql", Pattern.DOTALL);

  @Override
  public String historyTable() {
    return HISTORY_TABLE;
  }

  @Override
  public String baseline() {
    return "0";
  }

  @Override
  public String location() {
    return "filesystem:" + folder.toAbsolutePath();
  }

  @Override
  public String holder() {
    return "the folder holds";
  }

  @Override
  public @Nullable String text(String script) {
    var file = folder.resolve(script);
    try {
      // not readString, which throws for what is no UTF-8
      return Files.isRegularFile(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> refusal() {
    if (!Files.isDirectory(folder)) {
      return Optional.of("There is no folder " + folder + ".");
    }
    if (folder.toString().matches("(?s).*[*?{}].*")) {
      return Optional.of("Flyway cannot read a folder with *, ?, { or } in its name: " + folder);
    }
    try (var files = Files.find(folder, DEPTH, (_, attributes) -> attributes.isRegularFile())) {
      return refusal(files.limit(MOST_FILES + 1).toList());
    } catch (UncheckedIOException e) {
      return Optional.of(FileFailures.unreadable(folder, requireNonNull(e.getCause())).message());
    } catch (IOException e) {
      return Optional.of(FileFailures.unreadable(folder, e).message());
    }
  }

  private Optional<String> refusal(List<Path> files) {
    if (files.size() > MOST_FILES) {
      return Optional.of(
          folder + " has more than " + MOST_FILES + " files. Choose the one with the migrations.");
    }
    var scripts =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> MEANT.matcher(name).matches())
            .sorted()
            .toList();
    var callbacks =
        files.stream()
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> CALLBACK.matcher(name).matches())
            .sorted()
            .toList();
    if (!callbacks.isEmpty()) {
      return Optional.of(
          "Flyway would run more than the migrations listed, which cannot be done from here: "
              + String.join(", ", callbacks)
              + ".");
    }
    if (scripts.isEmpty()) {
      return Optional.of(
          "There is no migration in " + folder + ", that is a file as V1__make_it.sql.");
    }
    return misnamed(scripts).or(() -> doubled(scripts));
  }

  private static Optional<String> misnamed(List<String> scripts) {
    var wrong =
        scripts.stream()
            .filter(
                name -> !VERSIONED.matcher(name).matches() && !REPEATABLE.matcher(name).matches())
            .toList();
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Neither V<version>__<description>.sql nor R__<description>.sql: "
                + String.join(", ", wrong)
                + ".");
  }

  private static Optional<String> doubled(List<String> scripts) {
    var byVersion = new HashMap<MigrationVersion, List<String>>();
    for (var script : scripts) {
      var matcher = VERSIONED.matcher(script);
      if (matcher.matches()) {
        byVersion
            .computeIfAbsent(MigrationVersion.fromVersion(matcher.group(1)), _ -> new ArrayList<>())
            .add(script);
      }
    }
    return byVersion.values().stream()
        .filter(same -> same.size() > 1)
        .findFirst()
        .map(same -> "These have the same version: " + String.join(", ", same) + ".");
  }
}
