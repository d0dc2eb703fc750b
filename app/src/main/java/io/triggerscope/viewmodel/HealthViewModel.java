package io.triggerscope.viewmodel;

import io.triggerscope.feed.capture.CaptureSource;
import io.triggerscope.model.Health;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.HealthChecks;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Health screen: checked when it comes on view, then every minute while it is; of a capture the
 * last report that was recorded. Confined to the FX thread.
 */
public final class HealthViewModel {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Session session;
  private final LastGood<Health> health;
  private final ReadOnlyObjectWrapper<@Nullable Instant> checked =
      new ReadOnlyObjectWrapper<>(this, "checked");
  private final StringProperty chosenTable = new SimpleStringProperty(this, "chosenTable", "");
  private Instant due = Instant.MIN;

  public HealthViewModel(Session session) {
    this.session = session;
    this.health = new LastGood<>(session);
  }

  /** What the last check found. */
  public LastGood<Health> health() {
    return health;
  }

  /** When the check ended that is shown; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Instant> checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  /** The table whose triggers are marked; empty for none. */
  public StringProperty chosenTableProperty() {
    return chosenTable;
  }

  public void refresh() {
    due = session.clock().instant().plus(PAUSE);
    switch (session) {
      case LiveSession live ->
          health.read(
              new HealthChecks(live.target())::run,
              found -> {
                checked.set(session.clock().instant());
                live.recorder().add(found);
              });
      case CaptureSession capture -> show(capture.contents().checked());
    }
  }

  private void show(CaptureSource.@Nullable Checked recorded) {
    if (recorded != null) {
      health.read(() -> new Outcome.Done<>(recorded.health()), _ -> checked.set(recorded.at()));
    }
  }

  /** Whether what is shown was recorded: there is no database to be checked again. */
  public boolean recorded() {
    return session instanceof CaptureSession;
  }

  /** Tells whether the screen is on view. */
  public void setShown(boolean shown) {
    if (shown) {
      refresh();
    }
  }

  /**
   * Checks again, if the last check was long enough ago; to be called while the screen is shown.
   */
  public void poll() {
    if (!health.isRunning() && !session.clock().instant().isBefore(due)) {
      refresh();
    }
  }
}
