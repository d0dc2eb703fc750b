package io.triggerscope.viewmodel;

import io.triggerscope.connection.StoredFile;
import io.triggerscope.model.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose and arranged, kept from one start to the next where there is a file for it.
 * Confined to the FX thread, but for {@link #open} and {@link #close}, which block.
 */
public final class Preferences {

  /** Which look; SYSTEM follows the desktop's setting. */
  public enum Theme {
    SYSTEM,
    DARK,
    LIGHT
  }

  /** What the file holds: a value for each name. One that is not understood counts as absent. */
  public record Stored(Map<String, String> preferences) {

    public static final Stored NOTHING = new Stored(Map.of());
  }

  /** While values change all the time, as in a drag, they are written so often. */
  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

  private final @Nullable StoredFile<Stored> file;
  private final InstantSource clock;
  private final Map<String, String> values = new TreeMap<>();
  private final ObjectProperty<ZoneId> zone =
      new SimpleObjectProperty<>(this, "zone", ZoneOffset.UTC);
  private final ObjectProperty<Theme> theme =
      new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
  private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");
  private Instant savedAt = Instant.MIN;
  private boolean changed;

  /** Preferences that nobody keeps. */
  public Preferences() {
    this(null, InstantSource.system(), Map.of());
  }

  private Preferences(
      @Nullable StoredFile<Stored> file, InstantSource clock, Map<String, String> stored) {
    this.file = file;
    this.clock = clock;
    values.putAll(stored);
    keep("zone", zone, Preferences::zone, ZoneId::getId);
    keep("theme", theme, Theme::valueOf, Theme::name);
  }

  /** Where the system keeps a user's configuration. */
  public static StoredFile<Stored> standardFile(InstantSource clock) {
    return new StoredFile<>(
        StoredFile.standardFolder().resolve("preferences.json"),
        Stored.class,
        Stored.NOTHING,
        "preferences",
        clock);
  }

  /**
   * Reads them.
   *
   * @param file a corrupt one is set aside, and the log says so
   */
  public static Preferences open(StoredFile<Stored> file, InstantSource clock) {
    var loaded = file.load();
    if (!loaded.problem().isEmpty()) {
      System.getLogger(Preferences.class.getName())
          .log(System.Logger.Level.WARNING, loaded.problem());
    }
    return new Preferences(file, clock, loaded.content().preferences());
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether the desktop asks for as little motion as can be. */
  public BooleanProperty reducedMotionProperty() {
    return reducedMotion;
  }

  /** The zone of every time on every screen. */
  public ObjectProperty<ZoneId> zoneProperty() {
    return zone;
  }

  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /**
   * Gives a property the value it had, and from now on keeps the one it has.
   *
   * @param read throws IllegalArgumentException for what it does not understand
   */
  public <T> void keep(
      String name, Property<T> property, Function<String, T> read, Function<T, String> write) {
    var stored = values.get(name);
    if (stored != null) {
      try {
        property.setValue(read.apply(stored));
      } catch (IllegalArgumentException e) {
        System.getLogger(Preferences.class.getName())
            .log(System.Logger.Level.WARNING, "the preference " + name + " is not understood", e);
      }
    }
    property.subscribe((_, value) -> put(name, write.apply(value)));
  }

  /** The value of this name; empty if there is none. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  public void put(String name, String value) {
    if (!value.equals(values.put(name, value))) {
      changed = true;
    }
  }

  /** Writes what has changed, in the background; to be called often. */
  void poll(Threads threads) {
    var now = clock.instant();
    if (file != null && changed && !now.isBefore(savedAt.plus(BETWEEN_SAVES))) {
      savedAt = now;
      var content = content();
      threads.background().newThread(() -> save(file, content)).start();
    }
  }

  private Stored content() {
    changed = false;
    return new Stored(Map.copyOf(values));
  }

  private static void save(StoredFile<Stored> file, Stored content) {
    if (file.save(content) instanceof Outcome.Failed<Stored>(var failure)) {
      System.getLogger(Preferences.class.getName())
          .log(System.Logger.Level.WARNING, failure.sentence());
    }
  }

  /** Writes what has changed. */
  void close() {
    if (file != null && changed) {
      save(file, content());
    }
  }
}
