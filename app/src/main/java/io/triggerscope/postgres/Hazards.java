package io.triggerscope.postgres;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What no handler in a trigger can catch, as the server stands now. Immutable.
 *
 * @param queueUsage of the NOTIFY queue, 0 to 1
 * @param queueLimit the share above which the triggers announce nothing
 * @param oldestTransaction who is in one for the longest time, in words; null when nobody is
 * @param maxPrepared {@code max_prepared_transactions}
 * @param prepared transactions prepared now in this database
 * @param replicaRoles for whom {@code session_replication_role} is set to replica; null for nobody
 */
record Hazards(
    double queueUsage,
    double queueLimit,
    @Nullable String oldestTransaction,
    int maxPrepared,
    long prepared,
    @Nullable String replicaRoles) {

  /** Worth a look: a queue that is read by all who listen stays all but empty. */
  private static final double FILLING = 0.1;

  List<Finding> findings() {
    return List.of(queue(), twoPhaseCommit(), replicaRole());
  }

  private Finding queue() {
    var used = String.format(Locale.ROOT, "%.2f %%", queueUsage * 100);
    var limit = String.format(Locale.ROOT, "%.0f %%", queueLimit * 100);
    if (queueUsage < Math.min(FILLING, queueLimit)) {
      return passed(
          "The NOTIFY queue is empty enough",
          used + " of it is used; at " + limit + " the triggers stop announcing.");
    }
    var evidence =
        used
            + " of it is used"
            + (oldestTransaction == null ? "." : "; " + oldestTransaction + ".");
    return queueUsage < queueLimit
        ? new Finding(
            Severity.WARNING,
            "The NOTIFY queue is filling",
            evidence,
            "Some session listens but does not read. End its transaction, or the session.")
        : new Finding(
            Severity.CRITICAL,
            "The NOTIFY queue is so full that nothing is announced",
            evidence,
            "End the session that does not read. When the queue is full, commits fail.");
  }

  private Finding twoPhaseCommit() {
    if (maxPrepared == 0) {
      return passed("Nobody can use two-phase commit", "max_prepared_transactions is 0.");
    }
    return new Finding(
        Severity.WARNING,
        "Two-phase commit is possible",
        "max_prepared_transactions is %d, and %d are prepared here now."
            .formatted(maxPrepared, prepared),
        "PostgreSQL refuses PREPARE TRANSACTION after a NOTIFY: who writes these tables must not"
            + " use it.");
  }

  private Finding replicaRole() {
    return replicaRoles == null
        ? passed(
            "No role is set to bypass triggers",
            "session_replication_role is set for nobody; a session may still set it.")
        : new Finding(
            Severity.CRITICAL,
            "Triggers do not fire for " + replicaRoles,
            "session_replication_role is set to replica there.",
            "Reset it, or set the triggers to ENABLE ALWAYS.");
  }

  private static Finding passed(String summary, String evidence) {
    return new Finding(Severity.PASSED, summary, evidence, "");
  }
}
