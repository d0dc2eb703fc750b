package io.triggerscope.ui.chart;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.TriggerError;
import io.triggerscope.ui.chart.Palette.Ink;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LaneBlocks;
import io.triggerscope.viewmodel.LaneBlocks.Block;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimeAxis;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The picture of the timeline: the overview strip, a lane per table, errors, blind windows, markers
 * and the time axis. It draws the view model's state when told to; {@link TimelineGestures} turns
 * mouse and keys into intentions. Confined to the FX thread.
 */
public final class TimelineCanvas extends Region {

  static final double LABELS = 150;
  static final double OVERVIEW = 56;
  private static final double AXIS = 30;
  private static final double RIGHT_MARGIN = 12;
  private static final double GREATEST_LANE = 38;
  private static final double SMALLEST_LANE = 18;
  private static final String ERRORS = "errors";

  private static final Font TEXT = Font.font("Inter", 12);
  private static final Font MONO = Font.font("JetBrains Mono", 11);

  private final TimelineViewModel timeline;
  private final Preferences preferences;
  private final Canvas canvas = new Canvas();
  private final Palette palette = new Palette(this::draw);

  private List<Block> blocks = List.of();
  private List<String> lanes = List.of();

  public TimelineCanvas(TimelineViewModel timeline, Preferences preferences) {
    this.timeline = timeline;
    this.preferences = preferences;
    getStyleClass().add("timeline-canvas");
    getChildren().addAll(palette, canvas);
    setMinHeight(220);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("Timeline of notifications; the table below lists the same transactions");
    TimelineGestures.install(this, timeline);
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }

  /** The lanes' axis. */
  TimeAxis axis() {
    return new TimeAxis(timeline.visibleProperty().get(), LABELS, plotWidth());
  }

  /** The overview's axis. */
  TimeAxis overviewAxis() {
    return new TimeAxis(timeline.overview(), LABELS, plotWidth());
  }

  private double plotWidth() {
    return Math.max(1, canvas.getWidth() - LABELS - RIGHT_MARGIN);
  }

  private double laneHeight() {
    double room = (canvas.getHeight() - OVERVIEW - AXIS) / Math.max(1, lanes.size());
    return Math.clamp(room, SMALLEST_LANE, GREATEST_LANE);
  }

  /** The block drawn at a point, the topmost first. */
  @Nullable Block blockAt(double x, double y) {
    int lane = (int) ((y - OVERVIEW) / laneHeight());
    if (y < OVERVIEW || lane >= lanes.size()) {
      return null;
    }
    Block found = null;
    for (var block : blocks) {
      if (block.lane().equals(lanes.get(lane))
          && x >= block.left() - 1
          && x <= block.left() + width(block) + 1
          && (found == null || block.notifications() >= found.notifications())) {
        found = block;
      }
    }
    return found;
  }

  /** Draws what the view model holds now. */
  public void draw() {
    var g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setTextBaseline(VPos.CENTER);
    var axis = axis();
    blocks = timeline.blocks(axis);
    lanes = lanes();
    drawOverview(g);
    drawGrid(g, axis);
    double lane = laneHeight();
    drawBlocks(g, lane);
    drawErrors(g, axis, lane);
    drawBlindWindows(g, axis);
    drawMarkers(g, axis);
    drawLabels(g, lane);
  }

  private List<String> lanes() {
    var all = new ArrayList<>(timeline.tables());
    all.add(ERRORS);
    if (blocks.stream().anyMatch(block -> block.lane().equals(LaneBlocks.MALFORMED))) {
      all.add(LaneBlocks.MALFORMED);
    }
    return all;
  }

  private Color ink(Ink ink) {
    return palette.color(ink);
  }

  private void drawOverview(GraphicsContext g) {
    g.setFill(ink(Ink.BACKGROUND_SUBTLE));
    g.fillRoundRect(1, 1, canvas.getWidth() - 2, OVERVIEW, 14, 14);
    g.fillRect(1, OVERVIEW / 2, canvas.getWidth() - 2, OVERVIEW / 2);
    var overview = overviewAxis();
    g.setFill(ink(Ink.TEXT_MUTED));
    g.setFont(TEXT);
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(Format.span(overview.range().span()) + " overview", 14, OVERVIEW / 2);

    var visible = timeline.visibleProperty().get();
    double from = Math.max(overview.left(), overview.x(visible.from()));
    double to = Math.min(overview.right(), overview.x(visible.to()));
    if (to > from) {
      g.setFill(ink(Ink.SELECTION));
      g.fillRect(from, 5, to - from, OVERVIEW - 8);
    }
    drawDensity(g, overview);
    if (to > from) {
      g.setStroke(ink(Ink.ACCENT));
      g.strokeRect(Math.round(from) + 0.5, 5.5, Math.max(2, to - from - 1), OVERVIEW - 9);
    }
  }

  private void drawDensity(GraphicsContext g, TimeAxis overview) {
    int columns = (int) (overview.width() / 3);
    var density = timeline.density(overview, columns);
    long greatest = 1;
    for (long count : density) {
      greatest = Math.max(greatest, count);
    }
    g.setFill(ink(Ink.SERIES_USERS).deriveColor(0, 1, 1, 0.75));
    for (int column = 0; column < columns; column++) {
      if (density[column] > 0) {
        // Logarithmic: a bulk transaction must not flatten everything else.
        double height = 2 + 42 * Math.log1p(density[column]) / Math.log1p(greatest);
        g.fillRect(overview.left() + column * 3, OVERVIEW - 4 - height, 2, height);
      }
    }
  }

  private void drawGrid(GraphicsContext g, TimeAxis axis) {
    double bottom = OVERVIEW + lanes.size() * laneHeight();
    g.setLineWidth(1);
    g.setStroke(ink(Ink.BORDER));
    for (int lane = 0; lane <= lanes.size(); lane++) {
      double y = Math.round(OVERVIEW + lane * laneHeight()) + 0.5;
      g.strokeLine(1, y, canvas.getWidth() - 1, y);
    }
    g.setFont(MONO);
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(ink(Ink.TEXT_MUTED));
    for (var tick : axis.ticks(preferences.zoneProperty().get())) {
      double x = Math.round(tick.x()) + 0.5;
      g.setStroke(ink(Ink.BORDER_MUTED));
      g.strokeLine(x, OVERVIEW, x, bottom);
      if (x > axis.left() + 30 && x < axis.right() - 30) {
        g.fillText(tick.label(), x, bottom + 15);
      }
    }
  }

  private void drawBlocks(GraphicsContext g, double laneHeight) {
    // The labelled ones last, so that no small block hides a number.
    for (boolean labelled : new boolean[] {false, true}) {
      for (var block : blocks) {
        if (isLabelled(block) == labelled) {
          drawBlock(g, block, laneHeight);
        }
      }
    }
  }

  private static boolean isLabelled(Block block) {
    return block.notifications() >= 100;
  }

  /** Wide enough for its label, else as wide as its time. */
  private static double width(Block block) {
    double time = block.right() - block.left();
    return isLabelled(block)
        ? Math.max(time, 12 + 6.7 * Format.count(block.notifications()).length())
        : time;
  }

  private void drawBlock(GraphicsContext g, Block block, double laneHeight) {
    double share = Math.min(1, Math.log10(block.notifications()) / 3);
    double height = Math.round((0.3 + 0.4 * share) * laneHeight);
    double y = OVERVIEW + lanes.indexOf(block.lane()) * laneHeight + (laneHeight - height) / 2;
    double x = block.left();
    double width = width(block);
    g.setFill(ink(Ink.BACKGROUND));
    g.fillRoundRect(x - 1, y - 1, width + 2, height + 2, 5, 5);
    g.setFill(ink(Palette.series(block.lane())).deriveColor(0, 1, 1, isLabelled(block) ? 1 : 0.8));
    g.fillRoundRect(x, y, width, height, 4, 4);
    if (isLabelled(block)) {
      g.setFill(ink(Ink.SERIES_TEXT));
      g.setFont(MONO);
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(Format.count(block.notifications()), x + 6, y + height / 2);
    }
  }

  private void drawErrors(GraphicsContext g, TimeAxis axis, double laneHeight) {
    double y = OVERVIEW + lanes.indexOf(ERRORS) * laneHeight + laneHeight * 0.25;
    g.setFill(ink(Ink.SERIES_ERROR));
    for (TriggerError error : timeline.errors()) {
      if (axis.range().contains(error.occurredAt())) {
        g.fillRoundRect(axis.x(error.occurredAt()), y, 3, laneHeight * 0.5, 2, 2);
      }
    }
  }

  private void drawBlindWindows(GraphicsContext g, TimeAxis axis) {
    double height = lanes.size() * laneHeight();
    for (BlindWindow window : timeline.blindWindows()) {
      double from = Math.max(axis.left(), axis.x(window.from()));
      double to = Math.min(axis.right(), axis.x(window.to()));
      if (to > from) {
        hatch(g, from, OVERVIEW, Math.max(2, to - from), height);
        g.setFill(ink(Ink.ATTENTION));
        g.setFont(MONO);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("blind " + Format.duration(window.duration()), from + 4, OVERVIEW + 10);
      }
    }
  }

  private void hatch(GraphicsContext g, double x, double y, double width, double height) {
    g.save();
    g.beginPath();
    g.rect(x, y, width, height);
    g.clip();
    g.setFill(ink(Ink.BACKGROUND).deriveColor(0, 1, 1, 0.7));
    g.fillRect(x, y, width, height);
    g.setStroke(ink(Ink.ATTENTION).deriveColor(0, 1, 1, 0.6));
    for (double line = x - height; line < x + width; line += 8) {
      g.strokeLine(line, y + height, line + height, y);
    }
    g.restore();
  }

  private void drawMarkers(GraphicsContext g, TimeAxis axis) {
    g.setFont(MONO);
    g.setTextAlign(TextAlignment.LEFT);
    for (var marker : timeline.markers()) {
      if (axis.range().contains(marker.at())) {
        double x = Math.round(axis.x(marker.at())) + 0.5;
        g.setStroke(ink(Ink.SERIES_MARKER));
        g.setLineDashes(4, 3);
        g.strokeLine(x, OVERVIEW, x, OVERVIEW + lanes.size() * laneHeight());
        g.setLineDashes();
        g.setFill(ink(Ink.SERIES_MARKER));
        g.fillText("▼ " + marker.label(), x + 4, OVERVIEW + 9);
      }
    }
  }

  /** Last, on ground of their own: blocks at the left edge must not run into them. */
  private void drawLabels(GraphicsContext g, double laneHeight) {
    g.setFont(TEXT);
    g.setTextAlign(TextAlignment.LEFT);
    for (int lane = 0; lane < lanes.size(); lane++) {
      double y = OVERVIEW + lane * laneHeight;
      g.setFill(ink(Ink.BACKGROUND));
      g.fillRect(1, Math.round(y) + 1, LABELS - 2, Math.round(laneHeight) - 1);
      g.setFill(ink(Ink.TEXT));
      g.fillText(lanes.get(lane), 14, y + laneHeight / 2);
    }
  }

  String time(Instant instant) {
    return Format.time(instant, preferences.zoneProperty().get());
  }

  /** The part of the overview that a drag from one point to another frames. */
  TimeRange overviewRange(double from, double to) {
    var axis = overviewAxis();
    return new TimeRange(
        axis.instant(Math.max(axis.left(), Math.min(from, to))),
        axis.instant(Math.min(axis.right(), Math.max(from, to))));
  }
}
