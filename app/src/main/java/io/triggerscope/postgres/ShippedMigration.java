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
        sql(folder, info.getScript()),
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

  /** Null for what is not shipped: the baseline, or a migration of another version. */
  private static @Nullable String sql(String folder, String script) {
    try (var file = ShippedMigration.class.getResourceAsStream("/" + folder + "/" + script)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
