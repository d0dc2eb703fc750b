package io.triggerscope.ui;

import static io.triggerscope.testing.Window.ROBOT;
import static io.triggerscope.testing.Window.fx;
import static io.triggerscope.testing.Window.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Outcome;
import io.triggerscope.testing.FaultyLink;
import io.triggerscope.testing.Pictures;
import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.Window;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Screens;
import io.triggerscope.viewmodel.TimeAxis;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import org.junit.jupiter.api.Test;

class BlindWindowUiTest {

  @Test
  void itIsHatchedAndTellsHowLongWhyAndHowManyWereMissed() {
    var settings = TestPostgres.NEWEST.migrated();
    insertAgents(settings, "before", 3);
    try (var link = new FaultyLink(settings);
        var window = open(link.through(settings))) {
      until(() -> state(window) instanceof ListenState.Listening);
      insertAgents(settings, "seen", 40);
      until(() -> received(window) == 40);
      link.cut();
      insertAgents(settings, "missed", 1_200);
      until(() -> state(window) instanceof ListenState.Reconnecting);
      link.mend();
      until(() -> state(window) instanceof ListenState.Listening);
      insertAgents(settings, "after", 7);
      until(() -> received(window) == 47);
      fx(
          () -> {
            window.viewModel().timeline().viewport().showSpan(Duration.ofSeconds(30));
            window.viewModel().timeline().tick();
            window.viewModel().timeline().pausedProperty().set(true);
            return true;
          });
      Pictures.take(window.stage(), "blind-window");

      ROBOT.moveTo(middle(window));
      until(() -> !tooltips().isEmpty());
      assertThat(fx(() -> tooltips().getFirst().getText()))
          .contains("The server did not answer within 4 s.")
          .contains("Missed about 1,200 (agents 1,200); an estimate from pg_stat_user_tables.");
      Pictures.top("blind-window-tooltip");
    }
  }

  private static List<Tooltip> tooltips() {
    return javafx.stage.Window.getWindows().stream()
        .filter(Tooltip.class::isInstance)
        .map(Tooltip.class::cast)
        .toList();
  }

  /** Of the blind window on the screen. */
  private static Point2D middle(Window<Screens> window) {
    return fx(
        () -> {
          var canvas = ROBOT.lookup(".timeline-canvas").query();
          var blind = window.viewModel().timeline().blindWindows().getFirst();
          var bounds = canvas.getBoundsInLocal();
          var axis =
              new TimeAxis(
                  window.viewModel().timeline().viewport().visibleProperty().get(),
                  180,
                  bounds.getWidth() - 192);
          var at = blind.from().plus(blind.duration().dividedBy(2));
          return canvas.localToScreen(axis.x(at), bounds.getHeight() / 2);
        });
  }

  private static ListenState state(Window<Screens> window) {
    return window.session().snapshotProperty().get().state();
  }

  private static long received(Window<Screens> window) {
    return window.session().snapshotProperty().get().counters().received();
  }

  private static void insertAgents(ConnectionSettings settings, String name, int count) {
    TestPostgres.execute(
        settings,
        """
        INSERT INTO users (id, email, name) VALUES (md5('u')::uuid, 'u@example.com', 'u')
          ON CONFLICT DO NOTHING;
        INSERT INTO agents (id, user_id, name)
        SELECT gen_random_uuid(), md5('u')::uuid, '%s' FROM generate_series(1, %d)
        """
            .formatted(name, count));
  }

  private static Window<Screens> open(ConnectionSettings settings) {
    return Window.show(
        settings,
        session ->
            Screens.of(
                session,
                new Rules(
                    CascadeRules.shipped(), Outcome.Done::new, session.threads(), session.clock()),
                new Preferences()),
        screens -> new TimelineView(screens, new Preferences(), new FileDialogs.Native()));
  }
}
