package io.triggerscope.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Migrations on the class path, recorded in a table that no other tool knows.
 *
 * @param folder where on the class path
 */
record ShippedScripts(String folder) implements MigrationSource {

  @Override
  public String historyTable() {
    return Migrations.HISTORY_TABLE;
  }

  @Override
  public String baseline() {
    return "020";
  }

  @Override
  public String location() {
    return "classpath:" + folder;
  }

  @Override
  public String holder() {
    return "this TriggerScope ships";
  }

  @Override
  public @Nullable String text(String script) {
    try (var file = ShippedScripts.class.getResourceAsStream("/" + folder + "/" + script)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }
}
