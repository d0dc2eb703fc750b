package io.triggerscope.ui.chart;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LaneBlocks.Block;
import io.triggerscope.viewmodel.TimeAxis;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * What mouse and keys do on the timeline: the wheel zooms at the pointer, a drag pans, a click
 * chooses, a click or drag on the overview frames; arrows pan, plus and minus zoom, End follows.
 * Confined to the FX thread.
 */
final class TimelineGestures {

  private static final double ZOOM_STEP = 1.25;

  private final TimelineCanvas canvas;
  private final TimelineViewModel timeline;
  private final Tooltip tooltip = new Tooltip();

  /** Where the pointer was pressed, and the axis that was shown then. */
  private double pressedX;

  private TimeAxis pressedAxis;
  private boolean pressedOnOverview;

  private TimelineGestures(TimelineCanvas canvas, TimelineViewModel timeline) {
    this.canvas = canvas;
    this.timeline = timeline;
    this.pressedAxis = canvas.axis();
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
    if (event.getDeltaY() != 0) {
      zoom(event.getDeltaY() > 0 ? 1 / ZOOM_STEP : ZOOM_STEP, canvas.axis().instant(event.getX()));
    } else if (event.getDeltaX() != 0) {
      pan(-event.getDeltaX());
    }
    event.consume();
  }

  private void zoom(double factor, Instant around) {
    timeline.zoom(factor, around);
    canvas.draw();
  }

  private void pan(double pixels) {
    var axis = canvas.axis();
    timeline.show(
        axis.range()
            .moved(Duration.between(axis.range().from(), axis.instant(axis.left() + pixels))));
    canvas.draw();
  }

  private void pressed(MouseEvent event) {
    canvas.requestFocus();
    pressedX = event.getX();
    pressedAxis = canvas.axis();
    pressedOnOverview = event.getY() < OverviewStrip.HEIGHT;
  }

  private void dragged(MouseEvent event) {
    tooltip.hide();
    if (pressedOnOverview) {
      if (Math.abs(event.getX() - pressedX) > 3) {
        timeline.show(canvas.overview().between(pressedX, event.getX()));
      }
    } else {
      var by = Duration.between(pressedAxis.instant(event.getX()), pressedAxis.instant(pressedX));
      timeline.show(pressedAxis.range().moved(by));
    }
    canvas.draw();
  }

  private void clicked(MouseEvent event) {
    if (!event.isStillSincePress()) {
      return;
    }
    if (pressedOnOverview) {
      var range = timeline.visibleProperty().get();
      var middle = range.from().plus(range.span().dividedBy(2));
      timeline.show(
          range.moved(Duration.between(middle, canvas.overview().axis().instant(event.getX()))));
      canvas.draw();
    } else {
      var block = canvas.blockAt(event.getX(), event.getY());
      if (block != null && block.transactions() > 0) {
        timeline.select(block.event());
      }
    }
  }

  private void moved(MouseEvent event) {
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
    var range = timeline.visibleProperty().get();
    var middle = range.from().plus(range.span().dividedBy(2));
    double step = canvas.axis().width() / 8;
    switch (event.getCode()) {
      case KeyCode.LEFT -> pan(-step);
      case KeyCode.RIGHT -> pan(step);
      case KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS -> zoom(1 / ZOOM_STEP, middle);
      case KeyCode.MINUS, KeyCode.SUBTRACT -> zoom(ZOOM_STEP, middle);
      case KeyCode.END -> timeline.follow();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
