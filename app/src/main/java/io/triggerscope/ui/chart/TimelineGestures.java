package io.triggerscope.ui.chart;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.TimeRange;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LaneBlocks.Block;
import io.triggerscope.viewmodel.TimeAxis;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TimelineViewport;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What mouse and keys do on the timeline: the wheel zooms at the pointer, a drag pans, a click
 * chooses, a double click fits; on the overview a drag frames a range, or moves or resizes the one
 * that is framed. Arrows pan, plus and minus zoom, Home fits all, End follows, Space pauses, Enter
 * chooses. Confined to the FX thread.
 */
final class TimelineGestures {

  private static final double ZOOM_STEP = 1.25;
  private static final double DRAG_DISTANCE = 3;

  private final TimelineCanvas canvas;
  private final TimelineViewModel timeline;
  private final TimelineViewport viewport;
  private final Tooltip tooltip = new Tooltip();

  /** What a drag from where the pointer was pressed does. */
  private enum Drag {
    PAN,
    FRAME,
    MOVE_BRUSH,
    RESIZE_BRUSH
  }

  private Drag drag = Drag.PAN;
  private double pressedX;

  /** The axis, of the lanes or of the overview, that was shown then. */
  private TimeAxis pressedAxis;

  private TimeRange pressedRange;

  /** The end of the brush that stays while the other is dragged. */
  private Instant fixed = Instant.EPOCH;

  private TimelineGestures(TimelineCanvas canvas, TimelineViewModel timeline) {
    this.canvas = canvas;
    this.timeline = timeline;
    this.viewport = timeline.viewport();
    this.pressedAxis = canvas.axis();
    this.pressedRange = pressedAxis.range();
  }

  static void install(TimelineCanvas canvas, TimelineViewModel timeline) {
    var gestures = new TimelineGestures(canvas, timeline);
    canvas.setOnScroll(gestures::scrolled);
    canvas.setOnMousePressed(gestures::pressed);
    canvas.setOnMouseDragged(gestures::dragged);
    canvas.setOnMouseClicked(gestures::clicked);
    canvas.setOnMouseMoved(gestures::moved);
    canvas.setOnMouseExited(_ -> gestures.tooltip.hide());
    canvas.setOnKeyPressed(gestures::keyPressed);
  }

  private void scrolled(ScrollEvent event) {
    tooltip.hide();
    if (event.getDeltaY() != 0) {
      zoom(event.getDeltaY() > 0 ? 1 / ZOOM_STEP : ZOOM_STEP, canvas.axis().instant(event.getX()));
    } else if (event.getDeltaX() != 0) {
      pan(-event.getDeltaX());
    }
    event.consume();
  }

  private void zoom(double factor, Instant around) {
    viewport.zoom(factor, around);
    canvas.draw();
  }

  private void pan(double pixels) {
    var axis = canvas.axis();
    show(
        axis.range()
            .moved(Duration.between(axis.range().from(), axis.instant(axis.left() + pixels))));
  }

  private void show(TimeRange range) {
    viewport.show(range);
    canvas.draw();
  }

  private static boolean isOnOverview(MouseEvent event) {
    return event.getY() < OverviewStrip.HEIGHT;
  }

  private void pressed(MouseEvent event) {
    canvas.requestFocus();
    pressedX = event.getX();
    pressedRange = viewport.visibleProperty().get();
    if (!isOnOverview(event)) {
      drag = Drag.PAN;
      pressedAxis = canvas.axis();
      return;
    }
    var overview = canvas.overview();
    pressedAxis = overview.axis();
    drag =
        switch (overview.gripAt(event.getX())) {
          case NONE -> Drag.FRAME;
          case INSIDE -> Drag.MOVE_BRUSH;
          case FROM, TO -> Drag.RESIZE_BRUSH;
        };
    fixed =
        overview.gripAt(event.getX()) == OverviewStrip.Grip.FROM
            ? pressedRange.to()
            : pressedRange.from();
  }

  private void dragged(MouseEvent event) {
    tooltip.hide();
    if (Math.abs(event.getX() - pressedX) <= DRAG_DISTANCE && event.isStillSincePress()) {
      return;
    }
    var to = pressedAxis.instant(event.getX());
    var by = Duration.between(pressedAxis.instant(pressedX), to);
    show(
        switch (drag) {
          case PAN -> pressedRange.moved(by.negated());
          case MOVE_BRUSH -> pressedRange.moved(by);
          case FRAME -> TimeRange.between(pressedAxis.instant(pressedX), to);
          case RESIZE_BRUSH -> TimeRange.between(fixed, to);
        });
  }

  private void clicked(MouseEvent event) {
    if (!event.isStillSincePress() || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    var block = canvas.blockAt(event.getX(), event.getY());
    if (event.getClickCount() == 2) {
      if (block == null) {
        fitAll();
      } else {
        viewport.fit(new TimeRange(block.first(), block.last()));
        canvas.draw();
      }
    } else if (isOnOverview(event)) {
      if (drag == Drag.FRAME) {
        var range = pressedRange;
        var at = pressedAxis.instant(event.getX());
        show(range.moved(Duration.between(range.middle(), at)));
      }
    } else if (block != null && block.transactions() > 0) {
      timeline.select(block.event());
    }
  }

  private void fitAll() {
    timeline.fitAll();
    canvas.draw();
  }

  private void moved(MouseEvent event) {
    if (isOnOverview(event)) {
      canvas.setCursor(canvas.overview().gripAt(event.getX()).cursor());
      tooltip.hide();
      return;
    }
    var block = canvas.blockAt(event.getX(), event.getY());
    canvas.setCursor(block == null ? Cursor.DEFAULT : Cursor.HAND);
    var window = block == null ? canvas.blindWindowAt(event.getX(), event.getY()) : null;
    if (block != null) {
      tell(describe(block), event);
    } else if (window != null) {
      tell(describe(window), event);
    } else {
      tooltip.hide();
    }
  }

  private void tell(String text, MouseEvent event) {
    tooltip.setText(text);
    tooltip.show(canvas, event.getScreenX() + 14, event.getScreenY() + 14);
  }

  private String describe(BlindWindow window) {
    return "Blind for %s, %s – %s\n%s\nMissed %s; an estimate from pg_stat_user_tables."
        .formatted(
            Format.duration(window.duration()),
            canvas.time(window.from()),
            canvas.time(window.to()),
            window.reason(),
            Format.missed(window.missed()));
  }

  private String describe(Block block) {
    var count =
        block.notifications() == 1
            ? "1 notification"
            : Format.count(block.notifications()) + " notifications";
    var of =
        block.transactions() == 0
            ? "not understood"
            : block.transactions() == 1
                ? "transaction " + timeline.batchId(block)
                : Format.count(block.transactions()) + " transactions";
    return block.lane() + " · " + count + " · " + of + "\n" + canvas.time(block.first());
  }

  private void keyPressed(KeyEvent event) {
    var middle = viewport.visibleProperty().get().middle();
    double step = canvas.axis().width() / 8;
    switch (event.getCode()) {
      case KeyCode.LEFT -> pan(-step);
      case KeyCode.RIGHT -> pan(step);
      case KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS, KeyCode.UP -> zoom(1 / ZOOM_STEP, middle);
      case KeyCode.MINUS, KeyCode.SUBTRACT, KeyCode.DOWN -> zoom(ZOOM_STEP, middle);
      case KeyCode.HOME -> fitAll();
      case KeyCode.END -> timeline.follow();
      case KeyCode.SPACE -> timeline.pausedProperty().set(!timeline.pausedProperty().get());
      case KeyCode.ENTER -> chooseNewest();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Chooses the newest transaction on view: from there on the table's keys go through them. */
  private void chooseNewest() {
    var newest = canvas.newestBlock();
    if (newest != null) {
      timeline.select(newest.event());
    }
  }
}
