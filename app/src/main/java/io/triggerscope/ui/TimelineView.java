package io.triggerscope.ui;

import io.triggerscope.ui.FilterItems.Seen;
import io.triggerscope.ui.chart.TimelineCanvas;
import io.triggerscope.viewmodel.CaptureSession;
import io.triggerscope.viewmodel.LiveSession;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.Session;
import io.triggerscope.viewmodel.TimelineFilter.Field;
import io.triggerscope.viewmodel.TimelineViewModel;
import io.triggerscope.viewmodel.TimelineViewModel.Emptiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The timeline screen: tool bar, canvas, table of transactions and the detail of the chosen one.
 */
final class TimelineView extends VBox {

  private static final long FRAME_NANOS = 33_000_000;

  private final TimelineViewModel timeline;
  private final TimelineCanvas canvas;

  TimelineView(Screens screens, Preferences preferences, FileDialogs dialogs) {
    this.timeline = screens.timeline();
    this.canvas = new TimelineCanvas(timeline, preferences);
    getStyleClass().add("screen");
    FilterItems.install(
        canvas,
        timeline.filter(),
        at -> canvas.tableAt(at.getY()).map(t -> new Seen(Field.TABLE, t)).stream().toList());

    var picture = new StackPane(canvas, emptyState(screens.session()));
    picture.getStyleClass().add("card");
    var table = new TransactionTable(timeline, preferences);
    var detail = new TransactionDetail(timeline, preferences);
    var lower = new SplitPane(table, detail);
    lower.setDividerPositions(0.705);
    var halves = new SplitPane(picture, lower);
    halves.setOrientation(Orientation.VERTICAL);
    halves.setDividerPositions(0.53);
    VBox.setVgrow(halves, Priority.ALWAYS);
    var bar = new TimelineBar(screens, preferences, dialogs);
    getChildren().addAll(heads(screens, preferences, bar));
    getChildren().add(halves);

    keep(lower, "timeline.split.lower", preferences);
    keep(halves, "timeline.split", preferences);
    if (screens.session() instanceof LiveSession) {
      keepFilterAndZoom(preferences);
    }

    var frames = new Frames();
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                frames.stop();
              } else {
                frames.start();
              }
            });
    preferences.zoneProperty().addListener((_, _, _) -> canvas.draw());
  }

  private static void keep(SplitPane pane, String name, Preferences preferences) {
    var position = pane.getDividers().getFirst().positionProperty();
    preferences.keep(name, position, Double::valueOf, Number::toString);
  }

  private void keepFilterAndZoom(Preferences preferences) {
    var text = timeline.filter().textProperty();
    preferences.keep("timeline.filter", text, Function.identity(), Function.identity());
    var viewport = timeline.viewport();
    var span = preferences.get("timeline.span");
    if (span.matches("\\d{2,9}")) {
      viewport.showSpan(Duration.ofMillis(Long.parseLong(span)));
    }
    viewport
        .visibleProperty()
        .subscribe((_, range) -> preferences.put("timeline.span", "" + range.span().toMillis()));
  }

  /** The tool bar, and what is to be said below it. */
  private static List<Node> heads(Screens screens, Preferences preferences, TimelineBar bar) {
    var heads = new ArrayList<Node>(List.of(bar));
    var recording = screens.recording();
    if (recording != null) {
      heads.add(Sentence.of(recording.noticeProperty(), preferences));
    }
    var sendTest = screens.sendTest();
    if (sendTest != null) {
      var said = Sentence.of(sendTest.noticeProperty(), preferences);
      said.setId("send-test-notice");
      heads.add(said);
    }
    var export = screens.timeline().export().run();
    heads.add(new ExportProgress(export));
    var exported = Sentence.of(export.noticeProperty(), preferences);
    exported.setId("export-notice");
    heads.add(exported);
    if (screens.session() instanceof CaptureSession capture) {
      capture.notes().forEach(note -> heads.add(Sentence.attention(note)));
    }
    return heads;
  }

  /** What stands on the canvas while there is nothing to see. */
  private StackPane emptyState(Session session) {
    var place = new StackPane();
    place.setMouseTransparent(true);
    timeline
        .emptinessProperty()
        .subscribe(why -> place.getChildren().setAll(emptyState(why, session)));
    return place;
  }

  private static List<EmptyState> emptyState(Emptiness why, Session session) {
    return switch (why) {
      case NOT_EMPTY -> List.of();
      case NOTHING_YET -> List.of(nothingYet(session));
      case CLEARED ->
          List.of(
              new EmptyState(
                  "Cleared",
                  "What comes from now on appears here. Undo clear brings the rest back."));
      case NONE_MATCHING ->
          List.of(
              new EmptyState(
                  "Nothing matches the filter", "What comes and matches appears here by itself."));
    };
  }

  private static EmptyState nothingYet(Session session) {
    return switch (session) {
      case LiveSession _ ->
          new EmptyState(
              "No notifications yet",
              "Each change in a watched table appears here as soon as it is committed. To see"
                  + " one now, change a row, or run test_cache_invalidation() in Operations.");
      case CaptureSession _ ->
          new EmptyState(
              "Nothing arrived while this was recorded", "The capture holds no notification.");
    };
  }

  /** Keeps the view model and the picture up to date; runs while the screen is shown. */
  private final class Frames extends AnimationTimer {
    private long last;

    @Override
    public void handle(long nanos) {
      if (nanos - last >= FRAME_NANOS) {
        last = nanos;
        timeline.tick();
        canvas.draw();
      }
    }
  }
}
