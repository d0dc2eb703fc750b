package io.triggerscope.postgres;

import io.triggerscope.model.Cron;
import io.triggerscope.model.CronJob;
import io.triggerscope.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of pg_cron that run {@code cleanup_trigger_error_log()}. Safe for any thread.
 *
 * @see <a href="https://github.com/citusdata/pg_cron">pg_cron</a>
 */
public final class CleanupSchedule {

  private final Target target;

  /** A row of {@code look.sql}. */
  record Found(
      @Nullable String version,
      @Nullable String jobsIn,
      String database,
      String role,
      boolean installed,
      boolean usable) {}

  /** A row of {@code jobs.sql}: a job without its runs. */
  record Job(
      long id,
      @Nullable String name,
      String schedule,
      String command,
      String database,
      String role,
      boolean active) {}

  /** A row of {@code runs.sql}. */
  record Run(@Nullable String status, @Nullable String message, @Nullable Instant start) {}

  public CleanupSchedule(Target target) {
    this.target = target;
  }

  /** Asks what there is. */
  public Outcome<Cron> look() {
    return target.act(
        handle -> {
          var found = handle.createQuery(sql("look")).map(ConstructorMapper.of(Found.class)).one();
          var version = found.version;
          if (version == null) {
            return absent(found);
          }
          return found.usable
              ? new Cron.Here(version, jobs(handle))
              : new Cron.Forbidden(found.role);
        });
  }

  private static Cron absent(Found found) {
    var jobsIn = found.jobsIn;
    return jobsIn == null || jobsIn.equals(found.database)
        ? new Cron.Absent(found.installed, jobsIn != null)
        : new Cron.Elsewhere(jobsIn);
  }

  private static List<CronJob> jobs(Handle handle) {
    return handle.createQuery(sql("jobs")).map(ConstructorMapper.of(Job.class)).list().stream()
        .map(job -> job(job, handle))
        .toList();
  }

  private static CronJob job(Job job, Handle handle) {
    return new CronJob(
        job.id,
        Objects.requireNonNullElse(job.name, ""),
        job.schedule,
        job.command,
        job.database,
        job.role,
        job.active,
        handle
            .createQuery(sql("runs"))
            .bind("job", job.id)
            .map(ConstructorMapper.of(Run.class))
            .list()
            .stream()
            .map(
                run ->
                    new CronJob.Run(
                        Objects.requireNonNullElse(run.status, "waiting"),
                        Objects.requireNonNullElse(run.message, "").strip(),
                        run.start))
            .toList());
  }

  /**
   * Has the server run a command by the clock; takes the place of a job of the same name.
   *
   * @return its number
   */
  public Outcome<Long> create(String name, String schedule, String command) {
    return target.ifWritable(
        () ->
            target.act(
                handle ->
                    handle
                        .createQuery(sql("create"))
                        .bind("name", name)
                        .bind("schedule", schedule)
                        .bind("command", command)
                        .mapTo(Long.class)
                        .one()));
  }

  /** Takes a job away; what it does at the moment goes on. */
  public Outcome<Boolean> remove(CronJob job) {
    return target.ifWritable(
        () ->
            target.act(
                handle ->
                    handle
                        .createQuery(sql("remove"))
                        .bind("job", job.id())
                        .mapTo(Boolean.class)
                        .one()));
  }

  private static String sql(String name) {
    return Target.sql(CleanupSchedule.class, name);
  }
}
