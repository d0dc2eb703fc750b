package io.triggerscope.viewmodel;

/**
 * The view models of one session, one for each screen. Confined to the FX thread.
 *
 * @param session what they show
 */
public record Screens(
    Session session,
    TimelineViewModel timeline,
    CascadesViewModel cascades,
    ErrorsViewModel errors,
    HealthViewModel health,
    OperationsViewModel operations) {

  public static Screens of(Session session) {
    var errors = new ErrorsViewModel(session);
    return new Screens(
        session,
        new TimelineViewModel(
            session.snapshotProperty(), errors.recent(), session.threads(), session.clock()),
        new CascadesViewModel(session),
        errors,
        new HealthViewModel(session),
        new OperationsViewModel(session, errors::refresh));
  }

  /** Tells a screen whether it is on view: what is not need not be kept up to date. */
  void setShown(Screen screen, boolean shown) {
    switch (screen) {
      case ERRORS -> errors.setShown(shown);
      case HEALTH -> health.setShown(shown);
      case OPERATIONS -> operations.setShown(shown);
      case CONNECT, TIMELINE, CASCADES -> {}
    }
  }
}
