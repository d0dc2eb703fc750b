package io.triggerscope.postgres;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.CleanupPlan;
import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old rows of {@code trigger_error_log}: all of them by {@code
 * cleanup_trigger_error_log()}, or those of some groups by a DELETE of its own. Safe for any
 * thread.
 */
public final class ErrorCleanup {

  /** Rows deleted in one transaction. */
  public static final int SLICE = 1_000;

  /** Beyond these the groups are too many to be told apart: their rows count as not seen. */
  private static final int MOST_GROUPS = 10_000;

  /** More old rows than these are not folded into groups, which would keep the server busy. */
  private static final long MOST_FOLDED = 200_000;

  private static final String SLOW =
      String.format(
          Locale.ROOT,
          "No index leads to the old rows, so that all of trigger_error_log is read for each %,d of"
              + " them. %s",
          SLICE,
          TriggerErrors.INDEX);

  private static final ErrorGroups NO_GROUPS = new ErrorGroups(List.of(), 0);

  private final Target target;
  private final TriggerErrors errors;
  private final int slice;
  private final long mostFolded;

  /** A row of {@code preview.sql}. */
  record Counted(
      Instant before,
      long old,
      long young,
      @Nullable Instant oldest,
      @Nullable Instant newestOld,
      long tableBytes,
      boolean mayDelete) {}

  /**
   * The same, with what is known of the table.
   *
   * @param keyed whether a row can be named by its id
   * @param indexed whether an index leads to the old rows
   */
  private record Read(Counted counted, boolean keyed, boolean indexed) {}

  public ErrorCleanup(Target target) {
    this(target, SLICE);
  }

  ErrorCleanup(Target target, int slice) {
    this(target, slice, MOST_FOLDED);
  }

  ErrorCleanup(Target target, int slice, long mostFolded) {
    this.target = target;
    this.errors = new TriggerErrors(target);
    this.slice = slice;
    this.mostFolded = mostFolded;
  }

  /** Counts on the server what there is to delete now. */
  public Outcome<CleanupPreview> preview(Retention retention) {
    return errors
        .ask(
            target::act,
            (handle, sql) ->
                new Read(
                    sql.query(handle, ErrorCleanup.class, "preview")
                        .bind("days", retention.days())
                        .map(ConstructorMapper.of(Counted.class))
                        .one(),
                    sql.columns().keyed(),
                    sql.columns().shape().indexed()))
        .map(read -> preview(retention, read));
  }

  private CleanupPreview preview(Retention retention, Read read) {
    var counted = read.counted;
    if (counted.old > mostFolded) {
      return preview(
          retention,
          read,
          NO_GROUPS,
          String.format(
              Locale.ROOT,
              "The groups were not counted: of more than %,d rows that would keep the server busy.",
              mostFolded));
    }
    Outcome<ErrorGroups> groups =
        counted.old == 0
            ? new Outcome.Done<>(NO_GROUPS)
            : errors.groups(
                ErrorFilter.between(null, counted.before),
                ErrorGroups.Fold.FINGERPRINT,
                MOST_GROUPS);
    return switch (groups) {
      case Outcome.Done<ErrorGroups>(var known) -> preview(retention, read, known, obstacle(read));
      case Outcome.Failed<ErrorGroups>(var failure) ->
          preview(
              retention, read, NO_GROUPS, "The groups could not be counted. " + failure.sentence());
    };
  }

  private static CleanupPreview preview(
      Retention retention, Read read, ErrorGroups groups, String obstacle) {
    var counted = read.counted;
    return new CleanupPreview(
        retention,
        counted.before,
        counted.old,
        counted.young,
        counted.oldest,
        counted.newestOld,
        counted.tableBytes,
        groups,
        obstacle,
        read.indexed ? "" : SLOW);
  }

  private static String obstacle(Read read) {
    if (!read.keyed) {
      return "The rows of some groups alone cannot be deleted: this trigger_error_log has no column"
          + " id of whole numbers with a unique index, by which a row could be named.";
    }
    return read.counted.mayDelete
        ? ""
        : "The rows of some groups alone cannot be deleted: your role has no right to DELETE from"
            + " trigger_error_log, only to run cleanup_trigger_error_log().";
  }

  /**
   * Deletes slice by slice, each in a transaction of its own, and nothing but what the plan says.
   * An interrupt of the calling thread stops it, also in the midst of a slice; what was deleted is
   * told exactly then too.
   *
   * @param goOn told the rows deleted so far after each slice, on the calling thread; whether to go
   *     on
   */
  public CleanupEnd run(CleanupPlan plan, LongPredicate goOn) {
    return new CleanupRun(target, errors, plan, slice, goOn).run();
  }
}
