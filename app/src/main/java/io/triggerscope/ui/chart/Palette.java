package io.triggerscope.ui.chart;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/**
 * The colours of a chart, resolved from CSS: an invisible child of the chart's pane with one shape
 * per colour, whose fill the style sheet sets. Confined to the FX thread.
 */
public final class Palette extends Pane {

  /** A colour by what it is for; its style class is its name in lower case with hyphens. */
  public enum Ink {
    SERIES_USERS,
    SERIES_AGENTS,
    SERIES_CALLS,
    SERIES_LEAD_ANALYTICS,
    SERIES_AGENT_ANALYTICS,
    SERIES_CREDITS,
    SERIES_ERROR,
    SERIES_OTHER,
    SERIES_TEXT,
    SERIES_MARKER,
    BACKGROUND,
    BACKGROUND_SUBTLE,
    BORDER,
    BORDER_MUTED,
    TEXT,
    TEXT_MUTED,
    ATTENTION,
    ACCENT,
    SELECTION;

    public String styleClass() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Map<Ink, Rectangle> shapes = new EnumMap<>(Ink.class);

  /**
   * @param changed run whenever a colour changes, as when the theme does
   */
  public Palette(Runnable changed) {
    getStyleClass().add("palette");
    setManaged(false);
    for (var ink : Ink.values()) {
      var shape = new Rectangle(1, 1);
      shape.getStyleClass().add(ink.styleClass());
      shape.fillProperty().addListener((_, _, _) -> changed.run());
      shapes.put(ink, shape);
      getChildren().add(shape);
    }
  }

  public Color color(Ink ink) {
    var shape = shapes.get(ink);
    return shape != null && shape.getFill() instanceof Color color ? color : Color.GRAY;
  }

  /** The ink of a table's lane or a cache domain's series; SERIES_OTHER for one unknown to us. */
  public static Ink series(String tableOrDomain) {
    return switch (tableOrDomain) {
      case "users", "dashboard" -> Ink.SERIES_USERS;
      case "agents" -> Ink.SERIES_AGENTS;
      case "calls" -> Ink.SERIES_CALLS;
      case "lead_analytics" -> Ink.SERIES_LEAD_ANALYTICS;
      case "agent_analytics", "specific agents" -> Ink.SERIES_AGENT_ANALYTICS;
      case "credit_transactions", "credits" -> Ink.SERIES_CREDITS;
      case "errors", "malformed" -> Ink.SERIES_ERROR;
      default -> Ink.SERIES_OTHER;
    };
  }
}
