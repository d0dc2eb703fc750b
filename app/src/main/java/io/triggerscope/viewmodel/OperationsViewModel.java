package io.triggerscope.viewmodel;

/** The Operations screen: one view model for each of its cards. Confined to the FX thread. */
public final class OperationsViewModel {

  private final MigrationsViewModel migrations;
  private final UninstallViewModel uninstall;
  private final InvalidationTestViewModel test;
  private final RehearsalViewModel rehearsal;
  private final CleanupViewModel cleanup;
  private final StatementLogViewModel log;
  private final WriteAccess access;

  /**
   * @param notes which groups of errors somebody has seen
   * @param changed run after {@code trigger_error_log} was created or rows of it were deleted
   */
  public OperationsViewModel(LiveSession session, GroupNotes notes, Runnable changed) {
    this.cleanup = new CleanupViewModel(session, notes, changed);
    this.test = new InvalidationTestViewModel(session);
    this.rehearsal = new RehearsalViewModel(session);
    this.migrations =
        new MigrationsViewModel(
            session,
            () -> {
              cleanup.refresh();
              changed.run();
            },
            test::run);
    this.uninstall =
        new UninstallViewModel(
            session,
            () -> {
              migrations.refresh();
              cleanup.refresh();
              changed.run();
            });
    this.log = new StatementLogViewModel(session);
    this.access = WriteAccess.of(session);
  }

  public MigrationsViewModel migrations() {
    return migrations;
  }

  public UninstallViewModel uninstall() {
    return uninstall;
  }

  public InvalidationTestViewModel test() {
    return test;
  }

  public RehearsalViewModel rehearsal() {
    return rehearsal;
  }

  public CleanupViewModel cleanup() {
    return cleanup;
  }

  public StatementLogViewModel log() {
    return log;
  }

  /** Whether anything on this screen may write. */
  public WriteAccess access() {
    return access;
  }

  /** Tells whether the screen is on view. */
  public void setShown(boolean shown) {
    if (shown) {
      migrations.refresh();
      cleanup.refresh();
    }
  }

  /** Looks for what came of the test and what was run; to be called by a timer. */
  public void poll() {
    migrations.poll();
    uninstall.poll();
    test.poll();
    log.poll();
  }
}
