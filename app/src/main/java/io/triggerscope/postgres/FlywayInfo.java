package io.triggerscope.postgres;

import io.triggerscope.model.Migration;
import io.triggerscope.model.Migration.State;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.info.MigrationInfoImpl;

/** Says in our words what Flyway knows of one migration. Pure functions. */
final class FlywayInfo {

  private FlywayInfo() {}

  static Migration words(MigrationInfo info, MigrationSource source) {
    var installedOn = info.getInstalledOn();
    return new Migration(
        info.getVersion() == null ? Migration.REPEATABLE : info.getVersion().getVersion(),
        info.getDescription(),
        info.getScript(),
        state(info),
        source.text(info.getScript()),
        transactional(info),
        installedOn == null ? null : installedOn.toInstant(),
        info.getInstalledBy(),
        info.isApplied() ? info.getAppliedChecksum() : null,
        info.getResolvedChecksum());
  }

  private static State state(MigrationInfo info) {
    return switch (info.getState()) {
      case PENDING, ABOVE_TARGET, AVAILABLE, UNDONE -> State.PENDING;
      case BASELINE, BELOW_BASELINE, BASELINE_IGNORED -> State.BASELINE;
      case SUCCESS, OUT_OF_ORDER -> isAsApplied(info) ? State.APPLIED : State.CHANGED;
      // of a repeatable one; what it is now is listed as pending, or as applied later
      case OUTDATED, SUPERSEDED -> State.APPLIED;
      case IGNORED -> State.OVERTAKEN;
      case FAILED, MISSING_FAILED, FUTURE_FAILED -> State.FAILED;
      case MISSING_SUCCESS, FUTURE_SUCCESS, DELETED -> State.UNKNOWN;
    };
  }

  private static boolean isAsApplied(MigrationInfo info) {
    return info.isChecksumMatching() && info.isDescriptionMatching();
  }

  /** Also a script of one statement such as VACUUM, by which Flyway knows, is run in none. */
  private static boolean transactional(MigrationInfo info) {
    return !(info instanceof MigrationInfoImpl known)
        || known.getResolvedMigration() == null
        || known.canExecuteInTransaction();
  }
}
