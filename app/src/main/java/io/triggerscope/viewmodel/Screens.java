package io.triggerscope.viewmodel;

import org.jspecify.annotations.Nullable;

/**
 * The view models of one session, one for each screen. Confined to the FX thread.
 *
 * @param session what they show
 * @param operations null for a capture, which has no database to act on
 * @param recording null for a capture, which is one already
 * @param sendTest null for a capture
 */
public record Screens(
    Session session,
    TimelineViewModel timeline,
    CascadesViewModel cascades,
    ErrorsViewModel errors,
    HealthViewModel health,
    @Nullable OperationsViewModel operations,
    @Nullable RecordingViewModel recording,
    @Nullable SendTestViewModel sendTest) {

  /**
   * @param rules by which cascades are worked out
   */
  public static Screens of(Session session, Rules rules, Preferences preferences) {
    var errors = new ErrorsViewModel(session, preferences);
    var timeline =
        new TimelineViewModel(
            session.name(),
            session.snapshotProperty(),
            errors.recent(),
            session.threads(),
            session.clock());
    var cascades = new CascadesViewModel(session, rules);
    var health = new HealthViewModel(session);
    return switch (session) {
      case LiveSession live ->
          new Screens(
              live,
              timeline,
              cascades,
              errors,
              health,
              new OperationsViewModel(live, errors.groups().notes(), errors::refresh),
              new RecordingViewModel(live, health::refresh),
              new SendTestViewModel(live));
      case CaptureSession capture -> {
        timeline.showWhole(capture.range());
        cascades.rangeProperty().set(CascadeRange.RETAINED);
        errors.queryProperty().set(ErrorQuery.DEFAULT.withSpan(ErrorRange.ALL));
        yield new Screens(capture, timeline, cascades, errors, health, null, null, null);
      }
    };
  }

  /** Keeps up to date what must be whatever is on view, and what is. */
  void poll(Screen shown) {
    errors.poll();
    if (recording != null) {
      recording.poll();
    }
    if (sendTest != null) {
      sendTest.poll();
    }
    switch (shown) {
      case CASCADES -> cascades.refresh();
      case HEALTH -> health.poll();
      case OPERATIONS -> {
        if (operations != null) {
          operations.poll();
        }
      }
      case CONNECT, TIMELINE, ERRORS -> {}
    }
  }

  /** Tells a screen whether it is on view: what is not need not be kept up to date. */
  void setShown(Screen screen, boolean shown) {
    switch (screen) {
      case ERRORS -> errors.setShown(shown);
      case HEALTH -> health.setShown(shown);
      case OPERATIONS -> {
        if (operations != null) {
          operations.setShown(shown);
        }
      }
      case CONNECT, TIMELINE, CASCADES -> {}
    }
  }
}
