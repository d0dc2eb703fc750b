package io.triggerscope.viewmodel;

import io.triggerscope.model.DryRun;
import io.triggerscope.model.DryRun.AlreadyThere;
import io.triggerscope.model.DryRun.NotInTransaction;
import io.triggerscope.model.DryRun.Ran;
import io.triggerscope.model.DryRun.Step;
import io.triggerscope.model.DryRun.Stopped;
import io.triggerscope.model.LockHolder;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.RelationLock;
import io.triggerscope.model.SchemaChange.Created;
import io.triggerscope.model.SchemaChange.Dropped;
import io.triggerscope.model.SchemaChange.Replaced;
import io.triggerscope.postgres.RelationLocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dry run of scripts: what they would do, and who holds now what they would wait for. Confined to
 * the FX thread.
 */
public final class DryRunViewModel {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final LiveSession session;
  private final RelationLocks locks;
  private final LastGood<DryRun> result;
  private final LastGood<Map<String, List<LockHolder>>> holders;
  private Instant due = Instant.MIN;

  DryRunViewModel(LiveSession session) {
    this.session = session;
    this.locks = new RelationLocks(session.target());
    this.result = new LastGood<>(session);
    this.holders = new LastGood<>(session);
  }

  /** What the last one found. */
  public LastGood<DryRun> result() {
    return result;
  }

  /** Who holds, as of a moment ago, what conflicts with its locks; by table. */
  public LastGood<Map<String, List<LockHolder>>> holders() {
    return holders;
  }

  void run(Supplier<Outcome<DryRun>> job) {
    result.read(job, _ -> lookForHolders());
  }

  /** As before the first one. */
  void forget() {
    result.forget();
    holders.forget();
  }

  /** Looks again who is in the way; to be called by a timer while the screen is on view. */
  void poll() {
    if (!holders.isRunning() && !session.clock().instant().isBefore(due)) {
      lookForHolders();
    }
  }

  private void lookForHolders() {
    var run = result.value();
    if (run != null && !run.locks().isEmpty()) {
      due = session.clock().instant().plus(PAUSE);
      holders.read(() -> locks.inTheWayOf(run.locks()));
    }
  }

  /** {@code free now}, or who holds what keeps this lock waiting. */
  public String holding(RelationLock lock) {
    var known = holders.value();
    if (known == null) {
      return "";
    }
    var those = known.getOrDefault(lock.relation(), List.of());
    return those.isEmpty()
        ? "free now"
        : those.stream().map(LockHolder::words).collect(Collectors.joining("; "));
  }

  public boolean isFree(RelationLock lock) {
    var known = holders.value();
    return known == null || !known.containsKey(lock.relation());
  }

  /** What it found in one sentence; that all of it was rolled back goes without saying. */
  public static String summary(DryRun run) {
    var changes = run.changes();
    var counts =
        Stream.of(
                count(changes.stream().filter(Created.class::isInstance).count(), "created"),
                count(changes.stream().filter(Replaced.class::isInstance).count(), "replaced"),
                count(changes.stream().filter(Dropped.class::isInstance).count(), "dropped"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return (changes.isEmpty() ? "Nothing would change. " : "Objects: " + counts + ". ")
        + run.steps().stream().map(DryRunViewModel::brief).collect(Collectors.joining(" "))
        + (run.blockers().isEmpty()
            ? ""
            : " In the way: " + LockHolder.words(run.blockers()) + ".");
  }

  private static String count(long number, String what) {
    return number == 0 ? "" : Format.count(number) + " " + what;
  }

  private static String brief(Step step) {
    var version = step.script().replaceFirst("__.*", "");
    return switch (step) {
      case Ran ran -> version + " ran in " + Format.duration(ran.took()) + ".";
      case NotInTransaction _ -> version + " cannot run in a transaction.";
      case AlreadyThere there -> version + " is there: " + there.failure().message() + ".";
      case Stopped stopped -> version + " failed: " + stopped.failure().sentence();
    };
  }

  /** How one script fared, as a sentence. */
  public static String words(Step step) {
    return switch (step) {
      case Ran(var script, var took, _) -> script + " ran in " + Format.duration(took) + ".";
      case NotInTransaction(var script, var why) ->
          script + " was not run to its end, as it cannot be taken back: " + why + ".";
      case AlreadyThere(var script, var failure, _) ->
          script
              + " would fail, as something that it makes is there: "
              + failure.message()
              + ". What else it makes was not compared.";
      case Stopped(var script, var took, var failure, _) ->
          script + " failed after " + Format.duration(took) + ". " + failure.sentence();
    };
  }
}
