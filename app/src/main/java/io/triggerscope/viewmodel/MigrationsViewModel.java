package io.triggerscope.viewmodel;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.Health;
import io.triggerscope.model.Limits;
import io.triggerscope.model.Migration;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerHealth;
import io.triggerscope.postgres.HealthChecks;
import io.triggerscope.postgres.MigrationSource;
import io.triggerscope.postgres.Migrations;
import io.triggerscope.postgres.ScriptFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The migrations card: which are applied, which are pending, what they would do, and running them.
 * Confined to the FX thread.
 */
public final class MigrationsViewModel {

  private final LiveSession session;
  private final Runnable changed;
  private final Runnable test;
  private final DryRunViewModel dryRun;
  private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>(this, "folder");
  private final ObjectProperty<Duration> lockTimeout =
      new SimpleObjectProperty<>(this, "lockTimeout", Limits.DEFAULT.lockTimeout());
  private final ObjectProperty<Duration> statementTimeout =
      new SimpleObjectProperty<>(this, "statementTimeout", Limits.DEFAULT.statementTimeout());
  private final ObjectProperty<Integer> tries =
      new SimpleObjectProperty<>(this, "tries", Limits.DEFAULT.tries());
  private final LastGood<List<Migration>> list;
  private final Work running;
  private final ObservableList<String> progress = FXCollections.observableArrayList();
  private final ObservableList<String> readOnlyProgress =
      FXCollections.unmodifiableObservableList(progress);
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  private final LastGood<Health> health;
  private Migrations migrations;
  private List<Migration> inLastDryRun = List.of();

  /**
   * @param changed run after migrations were applied
   * @param test proves that they work; run after that where there are triggers
   */
  public MigrationsViewModel(LiveSession session, Runnable changed, Runnable test) {
    this.session = session;
    this.migrations = new Migrations(session.target());
    this.changed = changed;
    this.test = test;
    this.dryRun = new DryRunViewModel(session);
    this.health = new LastGood<>(session);
    this.list = new LastGood<>(session);
    this.running = new Work(session.threads());
    folder.addListener((_, _, chosen) -> use(chosen));
  }

  private void use(@Nullable Path chosen) {
    migrations =
        new Migrations(
            session.target(), chosen == null ? MigrationSource.SHIPPED : new ScriptFolder(chosen));
    list.forget();
    dryRun.forget();
    inLastDryRun = List.of();
    progress.clear();
    notice.set(null);
    refresh();
  }

  /** Where the migrations come from; null: those that TriggerScope ships. */
  public ObjectProperty<@Nullable Path> folderProperty() {
    return folder;
  }

  /** The name of the preference that keeps the folder: each database has its own. */
  public String folderPreference() {
    var settings = session.settings();
    return "migrations.folder " + settings.place() + " " + settings.schema();
  }

  /** The table that records what was applied. */
  public String historyTable() {
    return migrations.source().historyTable();
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

  /** How many there are, but for what stands for what was there before them. */
  public int count() {
    return all(migration -> migration.state() != Migration.State.BASELINE).size();
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

  /** How long one statement waits for a lock. */
  public ObjectProperty<Duration> lockTimeoutProperty() {
    return lockTimeout;
  }

  /** How long one statement may take. */
  public ObjectProperty<Duration> statementTimeoutProperty() {
    return statementTimeout;
  }

  /** How often a migration that a lock is in the way of is tried. */
  public ObjectProperty<Integer> triesProperty() {
    return tries;
  }

  private Limits limits() {
    return new Limits(lockTimeout.get(), statementTimeout.get(), tries.get());
  }

  /** What the last dry run found. */
  public DryRunViewModel dryRun() {
    return dryRun;
  }

  /** What a check of the triggers found after the last run that applied something. */
  public LastGood<Health> health() {
    return health;
  }

  /**
   * What a dry run of this one runs: all that is pending, since one needs those before it; else it
   * alone, to see whether the database still is as it makes it.
   */
  public List<Migration> inDryRun(Migration chosen) {
    if (chosen.pending()) {
      return pending();
    }
    return chosen.sql() == null ? List.of() : List.of(chosen);
  }

  /** Runs these and takes it back; the user has confirmed it. */
  public void dryRun(List<Migration> scripts) {
    var within = limits();
    var these = migrations;
    inLastDryRun = scripts;
    // what the action before came to would stand beside what this one does
    notice.set(null);
    health.forget();
    dryRun.run(() -> these.dryRun(scripts, within));
  }

  /**
   * The version that the database is at without that being recorded, as the last dry run has shown;
   * empty when there is none.
   */
  public Optional<String> adoptable() {
    var run = dryRun.result().value();
    var all = list.value();
    if (run == null || all == null || !all.stream().allMatch(Migration::pending)) {
      return Optional.empty();
    }
    return all.stream()
        .filter(migration -> run.inPlace().contains(migration.script()))
        .map(Migration::version)
        .filter(version -> !version.equals(Migration.REPEATABLE))
        .reduce((_, last) -> last);
  }

  /**
   * The scripts of which the last dry run has seen no more than that something of them is there.
   */
  public List<String> notCompared() {
    var run = dryRun.result().value();
    return run == null
        ? List.of()
        : run.steps().stream()
            .filter(DryRun.AlreadyThere.class::isInstance)
            .map(DryRun.Step::script)
            .filter(run.inPlace()::contains)
            .toList();
  }

  /** Records that the database is at this version; the user has confirmed it. */
  public void adopt(String version) {
    var these = migrations;
    record(
        () -> these.adopt(version),
        "Adopted: the database is recorded as being at " + version + ".");
  }

  /**
   * Whether an applied migration differs from its script by the checksum alone, as far as the last
   * dry run, which was of this one, has shown: it would change no object.
   */
  public boolean isAcceptable(@Nullable Migration migration) {
    var run = dryRun.result().value();
    return migration != null
        && migration.state() == Migration.State.CHANGED
        && !Objects.equals(migration.recordedChecksum(), migration.checksum())
        && run != null
        && run.changes().isEmpty()
        && inLastDryRun.equals(List.of(migration));
  }

  /** Records that it was applied as its script is now; the user has confirmed it. */
  public void accept(Migration changed) {
    var these = migrations;
    record(
        () -> these.accept(changed),
        "Accepted: " + changed.version() + " is recorded as applied with the script as it is now.");
  }

  private void record(Supplier<Outcome<String>> writing, String done) {
    notice.set(null);
    running.start(
        writing,
        outcome -> {
          switch (outcome) {
            case Outcome.Done<String> _ -> say(Notice.Tone.GOOD, done);
            case Outcome.Failed<String>(var failure) -> say(Notice.Tone.FAILED, failure.sentence());
          }
          refresh();
        });
  }

  private void say(Notice.Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, session.clock().instant()));
  }

  /** Keeps up to date who holds locks; to be called by a timer while the screen is on view. */
  void poll() {
    dryRun.poll();
  }

  public void refresh() {
    list.read(migrations::list);
  }

  /** Applies these, which are what is pending; the user has confirmed it. */
  public void run(List<Migration> pending) {
    if (running.isRunning()) {
      return;
    }
    var within = limits();
    var these = migrations;
    progress.clear();
    notice.set(null);
    running.start(
        () ->
            these.run(
                pending, within, line -> session.threads().fx().execute(() -> progress.add(line))),
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
          health.read(new HealthChecks(session.target())::run, this::testTriggers);
        }
      }
      case Outcome.Failed<Integer>(var failure) ->
          notice.set(new Notice(Notice.Tone.FAILED, failure.sentence(), now));
    }
    refresh();
    changed.run();
  }

  /** Migrations of a folder may have been about anything. */
  private void testTriggers(Health found) {
    if (found.triggers().stream().anyMatch(TriggerHealth::present)) {
      test.run();
    }
  }
}
