package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.ListenState;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The state of the whole window: the session, which screen is chosen, and what the bars say.
 * Confined to the FX thread.
 */
public final class WindowViewModel {

  private final Threads threads;
  private final InstantSource clock;
  private final Preferences preferences;
  private final ConnectViewModel connect;
  private final ReadOnlyObjectWrapper<@Nullable Screens> screens =
      new ReadOnlyObjectWrapper<>(this, "screens");
  private final ObjectProperty<Screen> screen =
      new SimpleObjectProperty<>(this, "screen", Screen.CONNECT);
  private final ReadOnlyObjectWrapper<Instant> now;

  /**
   * @param connect how the user opens sessions; each is handed to {@link #open}
   */
  public WindowViewModel(
      ConnectViewModel connect, Preferences preferences, Threads threads, InstantSource clock) {
    this.connect = connect;
    this.preferences = preferences;
    this.threads = threads;
    this.clock = clock;
    this.now = new ReadOnlyObjectWrapper<>(this, "now", clock.instant());
    connect.setOpened(this::open);
    screen.addListener((_, before, after) -> show(before, after));
    connect.rules().currentProperty().addListener((_, _, rules) -> use(rules));
  }

  private void use(CascadeRules rules) {
    var open = screens.get();
    if (open != null) {
      open.session().use(rules);
    }
  }

  private void show(Screen before, Screen after) {
    var open = screens.get();
    if (open != null) {
      open.setShown(before, false);
      open.setShown(after, true);
    }
  }

  /** Shows another session; the one before is closed in the background. */
  public void open(Session session) {
    closeSession();
    session.use(connect.rules().current());
    screens.set(Screens.of(session, connect.rules(), preferences));
    screen.set(Screen.TIMELINE);
  }

  /** Closes the session without waiting, as when another is opened. */
  private void closeSession() {
    var before = screens.get();
    if (before != null) {
      threads.background().newThread(before.session()::close).start();
    }
  }

  /** Blocks until the preferences are kept and the session is closed. */
  public void close() {
    preferences.close();
    var open = screens.get();
    if (open != null) {
      open.session().close();
    }
  }

  /** The session's view models; null until one is open. */
  public ReadOnlyObjectProperty<@Nullable Screens> screensProperty() {
    return screens.getReadOnlyProperty();
  }

  public ObjectProperty<Screen> screenProperty() {
    return screen;
  }

  public ConnectViewModel connect() {
    return connect;
  }

  public Preferences preferences() {
    return preferences;
  }

  /** The present, as far as ages on the screen go. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** Keeps what is shown up to date; the window calls it four times a second. */
  public void tick() {
    now.set(clock.instant());
    preferences.poll(threads);
    var open = screens.get();
    if (open != null) {
      open.poll(screen.get());
    }
  }

  /** How listening stands. */
  public ListenState listenState() {
    return snapshot().state();
  }

  public FeedCounters counters() {
    return snapshot().counters();
  }

  private FeedSnapshot snapshot() {
    var open = screens.get();
    return open == null ? FeedSnapshot.EMPTY : open.session().snapshotProperty().get();
  }
}
