package io.triggerscope;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.viewmodel.Preferences.Theme;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the command line asked the window to start. Immutable.
 *
 * @param demo whether to start the demo database and show it
 * @param settings the database to show; null: another one of these, or ask the user
 * @param capture the file to show
 * @param rules those of a file the user named; null: those kept
 * @param snapshots where to write a picture of each screen instead of showing them; null: show them
 * @param runFor how long to run before the pictures are taken
 * @param thenShown whether the window is opened after the pictures, for a moment
 */
public record Launch(
    boolean demo,
    @Nullable ConnectionSettings settings,
    @Nullable Path capture,
    @Nullable CascadeRules rules,
    Theme theme,
    @Nullable Path snapshots,
    Duration runFor,
    boolean thenShown) {

  static final Duration PICTURES_AFTER = Duration.ofSeconds(20);

  /** What no arguments ask for. */
  static final Launch OF_THE_WINDOW =
      new Launch(false, null, null, null, Theme.SYSTEM, null, PICTURES_AFTER, false);

  /** The same without a display: pictures go to {@code folder}. */
  Launch into(Path folder) {
    return new Launch(demo, settings, capture, rules, theme, folder, runFor, thenShown);
  }
}
