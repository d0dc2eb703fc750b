package io.triggerscope.viewmodel;

import io.triggerscope.model.Cron;
import io.triggerscope.model.CronJob;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Retention;
import io.triggerscope.postgres.CleanupSchedule;
import io.triggerscope.viewmodel.Notice.Tone;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The clean-up by the clock: the jobs of pg_cron, making and removing one, and what to do where it
 * is not there. Confined to the FX thread.
 */
public final class CleanupScheduleViewModel {

  private final LiveSession session;
  private final CleanupSchedule schedules;
  private final CleanupCommands commands;
  private final Supplier<Retention> retention;
  private final LastGood<Cron> cron;
  private final Work writing;
  private final Input schedule =
      new Input(
          CleanupCommands.SCHEDULE,
          text -> text.isBlank() ? "Type when it is to run, as in 17 3 * * *." : "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param retention for how many days rows are to be kept
   */
  CleanupScheduleViewModel(LiveSession session, Supplier<Retention> retention) {
    this.session = session;
    this.schedules = new CleanupSchedule(session.target());
    this.commands =
        new CleanupCommands(
            session.settings(),
            session.database(),
            session.server().version().replaceFirst("\\D.*", ""));
    this.retention = retention;
    this.cron = new LastGood<>(session);
    this.writing = new Work(session.threads());
  }

  public LastGood<Cron> cron() {
    return cron;
  }

  /** When a new job is to run, as pg_cron reads it. */
  public Input schedule() {
    return schedule;
  }

  public ReadOnlyBooleanProperty writingProperty() {
    return writing.runningProperty();
  }

  /** How the last change ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  public Instant now() {
    return session.clock().instant();
  }

  /** What a job runs. */
  public String command() {
    return commands.sql(retention.get());
  }

  /** The statement that makes the job. */
  public String creation() {
    return commands.creation(schedule.value(), retention.get());
  }

  /** The job that a new one takes the place of; null when there is none. */
  public @Nullable CronJob replaced() {
    return cron.value() instanceof Cron.Here(_, var jobs)
        ? jobs.stream().filter(job -> job.name().equals(commands.job())).findFirst().orElse(null)
        : null;
  }

  /** What else can be done. */
  public List<CleanupCommands.Line> lines() {
    var known = cron.value();
    return known == null ? List.of() : commands.without(known, retention.get());
  }

  public void refresh() {
    cron.read(schedules::look);
  }

  /** Whether a job can be made as things are typed; if not, what is wrong is said. */
  public boolean isReady() {
    return schedule.check();
  }

  /** Makes the job; the user has confirmed it. */
  public void create() {
    var name = commands.job();
    var when = schedule.value();
    var command = command();
    write(
        () -> schedules.create(name, when, command),
        number -> new Said(Tone.GOOD, "Job " + number + " runs from now on."));
  }

  /** Takes a job away; the user has confirmed it. */
  public void remove(CronJob job) {
    write(
        () -> schedules.remove(job), _ -> new Said(Tone.GOOD, "Job " + job.id() + " is removed."));
  }

  private record Said(Tone tone, String sentence) {}

  private <T> void write(Supplier<Outcome<T>> change, Function<T, Said> said) {
    notice.set(null);
    writing.start(
        change,
        outcome -> {
          var told =
              switch (outcome) {
                case Outcome.Done<T>(var value) -> said.apply(value);
                case Outcome.Failed<T>(var failure) ->
                    new Said(Tone.FAILED, "Nothing was changed. " + failure.sentence());
              };
          notice.set(new Notice(told.tone, told.sentence, session.clock().instant()));
          refresh();
        });
  }
}
