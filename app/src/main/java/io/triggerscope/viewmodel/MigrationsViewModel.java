package io.triggerscope.viewmodel;

import io.triggerscope.model.Limits;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.Migrations;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The migrations card: which are applied, which are pending, and running these. FX thread. */
public final class MigrationsViewModel {

  private final LiveSession session;
  private final Migrations migrations;
  private final Runnable changed;
  private final LastGood<List<Migration>> list;
  private final Work running;
  private final ObservableList<String> progress = FXCollections.observableArrayList();
  private final ObservableList<String> readOnlyProgress =
      FXCollections.unmodifiableObservableList(progress);
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param changed run after migrations were applied
   */
  public MigrationsViewModel(LiveSession session, Runnable changed) {
    this.session = session;
    this.migrations = new Migrations(session.target());
    this.changed = changed;
    this.list = new LastGood<>(session);
    this.running = new Work(session.threads());
  }

  /** All migrations, oldest first. */
  public LastGood<List<Migration>> list() {
    return list;
  }

  public List<Migration> pending() {
    return all(Migration::pending);
  }

  public List<Migration> applied() {
    return all(migration -> migration.state() == Migration.State.APPLIED);
  }

  private List<Migration> all(Predicate<Migration> condition) {
    var all = list.value();
    return all == null ? List.of() : all.stream().filter(condition).toList();
  }

  /** What the running, or else the last, run did so far, one line for each step. */
  public ObservableList<String> progress() {
    return readOnlyProgress;
  }

  /** How the last run ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.runningProperty();
  }

  /** Whether they may be run. */
  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  /** How long a migration waits for a lock before it gives up. */
  public String lockTimeout() {
    return Format.span(Limits.DEFAULT.lockTimeout());
  }

  public void refresh() {
    list.read(migrations::list);
  }

  /** Applies what is pending; the user has confirmed it. */
  public void run() {
    if (running.isRunning()) {
      return;
    }
    var pending = pending();
    progress.clear();
    notice.set(null);
    running.start(
        () -> migrations.run(line -> session.threads().fx().execute(() -> progress.add(line))),
        outcome -> ended(outcome, pending));
  }

  /** Stops a run; what it has committed until then stays. */
  public void cancel() {
    running.interrupt();
  }

  private void ended(Outcome<Integer> outcome, List<Migration> pending) {
    var now = session.clock().instant();
    switch (outcome) {
      case Outcome.Done<Integer>(var count) -> {
        var versions =
            pending.stream().limit(count).map(Migration::version).collect(Collectors.joining(", "));
        notice.set(
            new Notice(
                Notice.Tone.GOOD,
                count == 0
                    ? "Nothing was left to apply."
                    : "Applied " + versions + ". The database is up to date.",
                now));
        if (count > 0) {
          session.mark("migration " + versions);
        }
      }
      case Outcome.Failed<Integer>(var failure) ->
          notice.set(new Notice(Notice.Tone.FAILED, failure.sentence(), now));
    }
    refresh();
    changed.run();
  }
}
