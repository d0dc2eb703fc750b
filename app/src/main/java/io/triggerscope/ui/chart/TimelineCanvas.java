package io.triggerscope.ui.chart;

import io.triggerscope.model.BlindWindow;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  static final double LABELS = 180;
  private static final double AXIS = 30;
  private static final double RIGHT_MARGIN = 12;
  private static final double GREATEST_LANE = 52;
  private static final double SMALLEST_LANE = 18;
  private static final String ERRORS = "errors";

  static final Font TEXT = Font.font("Inter", 12);
  private static final Font SMALL = Font.font("JetBrains Mono", 10);
  static final Font MONO = Font.font("JetBrains Mono", 11);

  /** The width of one of {@link #MONO}. */
  static final double CHARACTER = 6.7;

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
    return new TimeAxis(timeline.viewport().visibleProperty().get(), LABELS, plotWidth());
  }

  OverviewStrip overview() {
    return new OverviewStrip(timeline, new TimeAxis(timeline.overview(), LABELS, plotWidth()));
  }

  private double plotWidth() {
    return Math.max(1, canvas.getWidth() - LABELS - RIGHT_MARGIN);
  }

  private double laneHeight() {
    double room = (canvas.getHeight() - OverviewStrip.HEIGHT - AXIS) / Math.max(1, lanes.size());
    return Math.clamp(room, SMALLEST_LANE, GREATEST_LANE);
  }

  /** The table whose lane is at this height; empty if it is none of a table. */
  public Optional<String> tableAt(double y) {
    int lane = (int) ((y - OverviewStrip.HEIGHT) / laneHeight());
    return y >= OverviewStrip.HEIGHT && lane < timeline.tables().size()
        ? Optional.of(timeline.tables().get(lane))
        : Optional.empty();
  }

  /** The block drawn at a point, the topmost first. */
  @Nullable Block blockAt(double x, double y) {
    int lane = (int) ((y - OverviewStrip.HEIGHT) / laneHeight());
    if (y < OverviewStrip.HEIGHT || lane >= lanes.size()) {
      return null;
    }
    var axis = axis();
    Block found = null;
    for (var block : blocks) {
      if (block.lane().equals(lanes.get(lane))
          && x >= left(block, axis) - 1
          && x <= left(block, axis) + width(block, axis) + 1
          && (found == null || block.notifications() >= found.notifications())) {
        found = block;
      }
    }
    return found;
  }

  /** The block on view whose largest batch came last; null if there is none. */
  @Nullable Block newestBlock() {
    var axis = axis();
    return blocks.stream()
        .filter(block -> block.transactions() > 0 && axis.range().contains(block.last()))
        .max(Comparator.comparing(Block::event))
        .orElse(null);
  }

  /** The blind window drawn at a point; the least wide ones can be met as well. */
  @Nullable BlindWindow blindWindowAt(double x, double y) {
    var axis = axis();
    if (y < OverviewStrip.HEIGHT || x < axis.left()) {
      return null;
    }
    for (var window : timeline.blindWindows()) {
      if (x >= axis.x(window.from()) - 2 && x <= axis.x(window.to()) + 2) {
        return window;
      }
    }
    return null;
  }

  /** Draws what the view model holds now. */
  public void draw() {
    var g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setTextBaseline(VPos.CENTER);
    var axis = axis();
    var overview = overview();
    var picture = timeline.picture(axis, overview.axis(), overview.columns());
    blocks = picture.blocks();
    lanes = lanes();
    overview.draw(g, palette, canvas.getWidth(), picture);
    drawGrid(g, axis);
    double lane = laneHeight();
    drawBlocks(g, axis, lane);
    drawErrors(g, axis, lane);
    double bottom = OverviewStrip.HEIGHT + lanes.size() * lane;
    new TimelineOverlay(timeline, palette, g, axis, OverviewStrip.HEIGHT, bottom).draw();
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

  private void drawGrid(GraphicsContext g, TimeAxis axis) {
    double bottom = OverviewStrip.HEIGHT + lanes.size() * laneHeight();
    g.setLineWidth(1);
    g.setStroke(ink(Ink.BORDER));
    for (int lane = 0; lane <= lanes.size(); lane++) {
      double y = Math.round(OverviewStrip.HEIGHT + lane * laneHeight()) + 0.5;
      g.strokeLine(1, y, canvas.getWidth() - 1, y);
    }
    g.setFont(MONO);
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(ink(Ink.TEXT_MUTED));
    for (var tick : timeline.reference().ticks(axis, preferences.zoneProperty().get())) {
      double x = Math.round(tick.x()) + 0.5;
      g.setStroke(ink(Ink.BORDER_MUTED));
      g.strokeLine(x, OverviewStrip.HEIGHT, x, bottom);
      if (x > axis.left() + 30 && x < axis.right() - 30) {
        g.fillText(tick.label(), x, bottom + 15);
      }
    }
  }

  private void drawBlocks(GraphicsContext g, TimeAxis axis, double laneHeight) {
    // The labelled ones last, so that no small block hides a number.
    for (boolean labelled : new boolean[] {false, true}) {
      for (var block : blocks) {
        if (isLabelled(block) == labelled) {
          drawBlock(g, block, axis, laneHeight);
        }
      }
    }
  }

  private static boolean isLabelled(Block block) {
    return block.notifications() >= 100;
  }

  /** Wide enough for its label, else as wide as its time. */
  private static double width(Block block, TimeAxis axis) {
    double time = axis.x(block.last()) - axis.x(block.first()) + LaneBlocks.SMALLEST_WIDTH;
    return isLabelled(block)
        ? Math.max(time, 12 + CHARACTER * Format.count(block.notifications()).length())
        : time;
  }

  /** Where it begins, or so far before that all of its label is on view. */
  private double left(Block block, TimeAxis axis) {
    double x = axis.x(block.first());
    return isLabelled(block) && x < axis.right()
        ? Math.min(x, canvas.getWidth() - 2 - width(block, axis))
        : x;
  }

  private void drawBlock(GraphicsContext g, Block block, TimeAxis axis, double laneHeight) {
    double share = Math.min(1, Math.log10(block.notifications()) / 3);
    double height = Math.round((0.3 + 0.4 * share) * laneHeight);
    double y =
        OverviewStrip.HEIGHT + lanes.indexOf(block.lane()) * laneHeight + (laneHeight - height) / 2;
    double x = left(block, axis);
    double width = width(block, axis);
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
    double y = OverviewStrip.HEIGHT + lanes.indexOf(ERRORS) * laneHeight + laneHeight * 0.25;
    g.setFill(ink(Ink.SERIES_ERROR));
    for (TriggerError error : timeline.errors()) {
      if (axis.range().contains(error.occurredAt())) {
        g.fillRoundRect(axis.x(error.occurredAt()), y, 3, laneHeight * 0.5, 2, 2);
      }
    }
  }

  /** Last, on ground of their own: blocks at the left edge must not run into them. */
  private void drawLabels(GraphicsContext g, double laneHeight) {
    g.setFont(TEXT);
    g.setTextAlign(TextAlignment.LEFT);
    for (int lane = 0; lane < lanes.size(); lane++) {
      double y = OverviewStrip.HEIGHT + lane * laneHeight;
      g.setFill(ink(Ink.BACKGROUND));
      double top = Math.round(y) + 1;
      g.fillRect(1, top, LABELS - 2, Math.round(y + laneHeight) - top);
      g.setFill(ink(Ink.TEXT));
      g.fillText(lanes.get(lane), 14, y + laneHeight / 2);
      drawAge(g, lanes.get(lane), y + laneHeight / 2);
    }
  }

  /** The time since the last notification of a table. */
  private void drawAge(GraphicsContext g, String lane, double y) {
    var age = timeline.sinceLast(lane);
    if (age != null) {
      g.setFont(SMALL);
      g.setTextAlign(TextAlignment.RIGHT);
      g.setFill(ink(Ink.TEXT_MUTED));
      g.fillText(Format.briefAge(age), LABELS - 10, y);
      g.setFont(TEXT);
      g.setTextAlign(TextAlignment.LEFT);
    }
  }

  String time(Instant instant) {
    return timeline.reference().time(instant, preferences.zoneProperty().get());
  }
}
