package io.triggerscope.viewmodel;

import io.triggerscope.model.Notification;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.WatchedTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the TEST notifications of one run of {@code test_cache_invalidation()}, one for
 * each watched table. Confined to the thread of its owner.
 */
public final class Deliveries {

  /** How long one may take after the test's commit. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private final TestRun run;
  private final List<Delivery> all = new ArrayList<>();

  public Deliveries(TestRun run) {
    this.run = run;
    WatchedTables.NAMES.forEach(table -> all.add(new Delivery.Waiting(table)));
  }

  /** One for each table, in the order of {@link WatchedTables#NAMES}. */
  public List<Delivery> all() {
    return List.copyOf(all);
  }

  /** Takes in a notification, whatever it is. */
  public void received(Notification notification) {
    if (notification.batchId().equals(run.batchId())
        && notification.operation().equals(Notification.TEST)) {
      int place = all.indexOf(new Delivery.Waiting(notification.table()));
      if (place >= 0) {
        var after = Duration.between(run.committedAt(), notification.receivedAt());
        all.set(place, new Delivery.Arrived(notification.table(), after));
      }
    }
  }

  /** Whether none is waited for any more. */
  public boolean known() {
    return all.stream().noneMatch(Delivery.Waiting.class::isInstance);
  }

  /** What has not come by now is missing. */
  public void giveUp() {
    all.replaceAll(
        delivery ->
            delivery instanceof Delivery.Waiting(var table)
                ? new Delivery.Missing(table)
                : delivery);
  }

  /** Whether the function's rows say what passed; of one that somebody else wrote nobody knows. */
  public boolean isJudged() {
    return !run.checks().isEmpty();
  }

  /** Whether every check passed and every notification came. */
  public boolean passed() {
    return failed() == 0 && missing() == 0;
  }

  /** How it ended, in one sentence. */
  public String sentence() {
    return rows()
        + " · %s test notifications arrived on this connection."
            .formatted(missing() == 0 ? "all" : all.size() - missing() + " of " + all.size());
  }

  private String rows() {
    if (!isJudged()) {
      return "The function is not TriggerScope's: it returned "
          + Format.count(run.rows().size(), "row")
          + ", shown as they are";
    }
    long skipped = run.checks().stream().filter(check -> check.passed() == null).count();
    long counted = run.checks().size() - skipped;
    return "%d of %d checks passed%s"
        .formatted(counted - failed(), counted, skipped == 0 ? "" : ", " + skipped + " skipped");
  }

  private long failed() {
    return run.checks().stream().filter(check -> Boolean.FALSE.equals(check.passed())).count();
  }

  private long missing() {
    return all.stream().filter(Delivery.Missing.class::isInstance).count();
  }
}
