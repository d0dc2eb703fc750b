package io.triggerscope.model;

import java.time.Duration;
import java.util.List;

/**
 * What came of running scripts one after another in one transaction that was rolled back.
 * Immutable.
 *
 * @param changes what would be otherwise in the database had it been committed
 * @param locks on tables that others see, the strongest of each, which it held to its end or waited
 *     for
 * @param blockers who was in the way when it stopped
 * @param inPlace the scripts, from the first on, of which the database has all that was seen: each
 *     changed nothing, or what it makes is there
 */
public record DryRun(
    List<Step> steps,
    List<SchemaChange> changes,
    List<RelationLock> locks,
    List<LockHolder> blockers,
    List<String> inPlace) {

  /** How one script fared. */
  public sealed interface Step {

    String script();

    /** Warnings and notices of the server while it ran. */
    List<String> messages();
  }

  /** It ran to its end. */
  public record Ran(String script, Duration took, List<String> messages) implements Step {}

  /** It cannot run in a transaction, says the server, so that what it does was not seen. */
  public record NotInTransaction(String script, String why) implements Step {

    @Override
    public List<String> messages() {
      return List.of();
    }
  }

  /** It failed since an object that it makes is there; what else it does was not seen. */
  public record AlreadyThere(String script, Failure failure, List<String> messages)
      implements Step {}

  /** It failed otherwise, and no script was run after it. */
  public record Stopped(String script, Duration took, Failure failure, List<String> messages)
      implements Step {}

  /** Whether all of it ran, and nothing would be otherwise. */
  public boolean changesNothing() {
    return changes.isEmpty() && steps.stream().allMatch(Ran.class::isInstance);
  }
}
