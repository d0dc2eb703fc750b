package io.triggerscope.viewmodel;

import io.triggerscope.connection.StoredFile;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The cascade rules in force, and where the user's are kept. Confined to the FX thread; they are
 * written in the background.
 */
public final class Rules {

  private static final String FILE = "cascade-rules.json";

  private final Function<CascadeRules, Outcome<CascadeRules>> store;
  private final Work work;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<CascadeRules> current;
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param current in force until others are saved
   * @param store keeps rules for later starts; called on a background thread
   */
  public Rules(
      CascadeRules current,
      Function<CascadeRules, Outcome<CascadeRules>> store,
      Threads threads,
      InstantSource clock) {
    this.current = new ReadOnlyObjectWrapper<>(this, "current", current);
    this.store = store;
    this.work = new Work(threads);
    this.clock = clock;
  }

  /**
   * Those kept in a folder, the shipped ones while none are.
   *
   * @param given in force in their place until others are saved; null: none
   */
  public static Rules in(
      Path folder, @Nullable CascadeRules given, Threads threads, InstantSource clock) {
    var file =
        new StoredFile<>(
            folder.resolve(FILE),
            CascadeRules.class,
            CascadeRules.shipped(),
            "cascade rules",
            clock);
    if (given != null) {
      return new Rules(given, file::save, threads, clock);
    }
    var loaded = file.load();
    var rules = new Rules(loaded.content(), file::save, threads, clock);
    if (!loaded.problem().isEmpty()) {
      rules.say(Tone.ATTENTION, loaded.problem());
    }
    return rules;
  }

  public ReadOnlyObjectProperty<CascadeRules> currentProperty() {
    return current.getReadOnlyProperty();
  }

  public CascadeRules current() {
    return current.get();
  }

  /** What became of the last that were saved, or was wrong with those kept; null: all is well. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Puts rules in force, and keeps them for later starts. */
  void save(CascadeRules rules) {
    current.set(rules);
    notice.set(null);
    work.start(
        () -> store.apply(rules),
        outcome -> {
          switch (outcome) {
            case Outcome.Done<CascadeRules> _ -> say(Tone.GOOD, "The cascade rules are saved.");
            case Outcome.Failed<CascadeRules>(var failure) -> say(Tone.FAILED, failure.message());
          }
        });
  }

  private void say(Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, clock.instant()));
  }
}
