package io.triggerscope.postgres;

import io.triggerscope.model.CleanupEnd;
import io.triggerscope.model.CleanupPlan;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** One run of a clean-up. Confined to the thread of the run. */
final class CleanupRun {

  private static final String COMMITTED = "committed";
  private static final String ABORTED = "aborted";

  /** So often it is asked whether a slice was committed that was under way when it broke off. */
  private static final int ENQUIRIES = 50;

  private static final Duration BETWEEN_ENQUIRIES = Duration.ofMillis(100);

  private final Target target;
  private final TriggerErrors errors;
  private final CleanupPlan plan;
  private final int slice;
  private final LongPredicate goOn;
  private long deleted;
  private boolean wanted = true;

  /** The last slice of which the commit was asked for, until the server has said that it is. */
  private @Nullable Slice atHand;

  /**
   * A row of the statements that delete.
   *
   * @param chosen how many rows were found to delete
   * @param lastTime of the last of these; null where the statement always begins with the oldest
   */
  record Slice(
      long rows,
      long transaction,
      long chosen,
      @Nullable Instant lastTime,
      @Nullable Long lastId) {}

  CleanupRun(Target target, TriggerErrors errors, CleanupPlan plan, int slice, LongPredicate goOn) {
    this.target = target;
    this.errors = errors;
    this.plan = plan;
    this.slice = slice;
    this.goOn = goOn;
  }

  CleanupEnd run() {
    var outcome =
        switch (plan.which()) {
          case CleanupPlan.EveryOldRow _ ->
              Contract.needs(Contract.CLEANUP, target.act(this::everyOldRow));
          case CleanupPlan.OldRowsOf(var kinds) ->
              errors.ask(target::act, (handle, sql) -> oldRowsOf(handle, sql, kinds));
        };
    return switch (outcome) {
      case Outcome.Done<Long> _ ->
          wanted ? new CleanupEnd.Complete(deleted) : new CleanupEnd.Stopped(deleted);
      case Outcome.Failed<Long>(var failure) -> brokenOff(failure);
    };
  }

  private long everyOldRow(Handle handle) {
    Slice last;
    do {
      int most = most();
      if (most == 0) {
        return deleted;
      }
      last =
          commit(
              handle,
              transaction ->
                  transaction
                      .createQuery(Target.sql(CleanupRun.class, "every-old-row"))
                      .bind("days", plan.preview().retention().days())
                      .bind("slice", most)
                      .map(ConstructorMapper.of(Slice.class))
                      .one());
    } while (wanted && last.rows > 0);
    return deleted;
  }

  private long oldRowsOf(Handle handle, ErrorLogSql sql, List<ErrorKind> kinds) {
    Slice last = new Slice(0, 0, 0, null, null);
    do {
      int most = most();
      if (most == 0) {
        return deleted;
      }
      var before = last;
      last =
          commit(
              handle,
              transaction ->
                  sql.query(transaction, CleanupRun.class, "old-rows-of-kinds")
                      .bind("before", plan.preview().before())
                      .bind("after_time", before.lastTime)
                      .bind("after_id", before.lastId)
                      .bindArray(
                          "sqlstates",
                          String.class,
                          kinds.stream().map(ErrorKind::sqlstate).toList())
                      .bindArray(
                          "fingerprints",
                          String.class,
                          kinds.stream().map(ErrorKind::fingerprint).toList())
                      .bind("slice", most)
                      .map(ConstructorMapper.of(Slice.class))
                      .one());
    } while (wanted && last.chosen > 0);
    return deleted;
  }

  /** No more than the plan has left: rows that have become old since are not in it. */
  private int most() {
    return Math.clamp(plan.rows() - deleted, 0, slice);
  }

  private Slice commit(Handle handle, Function<Handle, Slice> statement) {
    var done =
        handle.inTransaction(
            transaction -> {
              var slice = statement.apply(transaction);
              atHand = slice;
              return slice;
            });
    confirm(done);
    return done;
  }

  private void confirm(Slice done) {
    atHand = null;
    deleted += done.rows;
    wanted = goOn.test(deleted) && !Thread.currentThread().isInterrupted();
  }

  private CleanupEnd brokenOff(Failure failure) {
    // an interrupted thread could not ask
    boolean interrupted = Thread.interrupted();
    long inDoubt = inDoubt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted && inDoubt == 0
        ? new CleanupEnd.Stopped(deleted)
        : new CleanupEnd.Broken(deleted, inDoubt, failure);
  }

  /** Asks the server what became of a slice whose commit it was asked for and did not confirm. */
  private long inDoubt() {
    var doubtful = atHand;
    if (doubtful == null) {
      return 0;
    }
    for (int i = 0; i < ENQUIRIES && (i == 0 || slept()); i++) {
      var status =
          target.act(
              handle ->
                  handle
                      .createQuery(Target.sql(CleanupRun.class, "status"))
                      .bind("transaction", doubtful.transaction)
                      .mapTo(String.class)
                      .one());
      switch (status) {
        case Outcome.Done<String>(var word) when word.equals(COMMITTED) -> {
          deleted += doubtful.rows;
          return 0;
        }
        case Outcome.Done<String>(var word) when word.equals(ABORTED) -> {
          return 0;
        }
        case Outcome.Done<String> _, Outcome.Failed<String> _ -> {}
      }
    }
    return doubtful.rows;
  }

  private static boolean slept() {
    try {
      Thread.sleep(BETWEEN_ENQUIRIES);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
