package io.triggerscope.viewmodel;

import java.time.ZoneId;
import java.time.ZoneOffset;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the user chose for the whole window. Confined to the FX thread. */
public final class Preferences {

  /** Which look; SYSTEM follows the desktop's setting. */
  public enum Theme {
    SYSTEM,
    DARK,
    LIGHT
  }

  private final ObjectProperty<ZoneId> zone =
      new SimpleObjectProperty<>(this, "zone", ZoneOffset.UTC);
  private final ObjectProperty<Theme> theme =
      new SimpleObjectProperty<>(this, "theme", Theme.SYSTEM);
  private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");

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
}
