package io.triggerscope.postgres;

import io.triggerscope.model.Migration;
import java.util.Set;
import java.util.function.Consumer;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Tells each step of a migration run in words. Confined to the thread of the run. */
final class MigrationProgress extends BaseCallback {

  private static final Set<Event> STEPS =
      Set.of(Event.AFTER_BASELINE, Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE);

  private final String baseline;
  private final Consumer<String> progress;

  /**
   * @param baseline the version that is recorded where there is no record yet
   */
  MigrationProgress(String baseline, Consumer<String> progress) {
    this.baseline = baseline;
    this.progress = progress;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return STEPS.contains(event);
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.AFTER_BASELINE) {
      progress.accept("Recorded " + baseline + " as the baseline");
    } else {
      progress.accept(
          (event == Event.BEFORE_EACH_MIGRATE ? "Applying " : "Applied ") + name(context));
    }
  }

  private static String name(Context context) {
    var migration = context.getMigrationInfo();
    var version = migration.getVersion();
    return (version == null ? Migration.REPEATABLE : version) + " " + migration.getDescription();
  }
}
