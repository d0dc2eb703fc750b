package io.triggerscope.postgres;

import io.triggerscope.model.Migration;
import io.triggerscope.model.Migration.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Says in our words what Flyway knows of one migration. Pure functions. */
final class ShippedMigration {

  private ShippedMigration() {}

  /**
   * @param folder where the scripts are on the class path
   */
  static Migration of(MigrationInfo info, String folder) {
    var installedOn = info.getInstalledOn();
    return new Migration(
        info.getVersion() == null ? "" : info.getVersion().getVersion(),
        info.getDescription(),
        info.getScript(),
        state(info),
        text(folder, info.getScript()),
        transactional(text(folder, info.getScript() + ".conf")),
        installedOn == null ? null : installedOn.toInstant(),
        info.getInstalledBy());
  }

  private static State state(MigrationInfo info) {
    return switch (info.getState()) {
      case PENDING, ABOVE_TARGET, AVAILABLE, IGNORED, UNDONE -> State.PENDING;
      case BASELINE, BELOW_BASELINE, BASELINE_IGNORED -> State.BASELINE;
      case SUCCESS, OUT_OF_ORDER, SUPERSEDED ->
          info.isChecksumMatching() ? State.APPLIED : State.CHANGED;
      case OUTDATED -> State.CHANGED;
      case FAILED, MISSING_FAILED, FUTURE_FAILED -> State.FAILED;
      case MISSING_SUCCESS, FUTURE_SUCCESS, DELETED -> State.UNKNOWN;
    };
  }

  /**
   * @param configuration Flyway's for one script; null when it has none
   */
  private static boolean transactional(@Nullable String configuration) {
    return configuration == null || !configuration.contains("executeInTransaction=false");
  }

  /** A file's text; null for what is not shipped, such as the baseline. */
  private static @Nullable String text(String folder, String name) {
    try (var file = ShippedMigration.class.getResourceAsStream("/" + folder + "/" + name)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
