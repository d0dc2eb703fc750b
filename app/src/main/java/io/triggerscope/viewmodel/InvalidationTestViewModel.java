package io.triggerscope.viewmodel;

import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.model.WatchedTables;
import io.triggerscope.postgres.InvalidationTest;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The test card: runs {@code test_cache_invalidation()}, then watches the feed for the TEST
 * notifications it sent, one for each table. Confined to the FX thread.
 */
public final class InvalidationTestViewModel {

  /** How long a TEST notification may take after the test's commit. */
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private final LiveSession session;
  private final InvalidationTest test;
  private final Work running;
  private final ObservableList<TestRun.Check> checks = FXCollections.observableArrayList();
  private final ObservableList<TestRun.Check> readOnlyChecks =
      FXCollections.unmodifiableObservableList(checks);
  private final ObservableList<Delivery> deliveries = FXCollections.observableArrayList();
  private final ObservableList<Delivery> readOnlyDeliveries =
      FXCollections.unmodifiableObservableList(deliveries);
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  private @Nullable TestRun run;
  private long nextEvent;
  private Instant deadline = Instant.MAX;

  public InvalidationTestViewModel(LiveSession session) {
    this.session = session;
    this.test = new InvalidationTest(session.target());
    this.running = new Work(session.threads());
    session.snapshotProperty().addListener((_, _, snapshot) -> look(snapshot));
  }

  /** The rows of the last test, in the function's order. */
  public ObservableList<TestRun.Check> checks() {
    return readOnlyChecks;
  }

  /** What became of the TEST notification of each table. */
  public ObservableList<Delivery> deliveries() {
    return readOnlyDeliveries;
  }

  /** How the last test ended; null before the first and until all is known. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.runningProperty();
  }

  /** Whether it may write. */
  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  /** Runs the test; the user has confirmed it. */
  public void run() {
    run = null;
    checks.clear();
    deliveries.clear();
    notice.set(null);
    nextEvent = session.snapshotProperty().get().events().end();
    running.start(test::run, this::ended);
  }

  public void cancel() {
    running.interrupt();
  }

  /** Gives up waiting when the time has come; to be called by a timer. */
  public void poll() {
    if (run != null && notice.get() == null && !session.clock().instant().isBefore(deadline)) {
      deliveries.replaceAll(
          delivery ->
              delivery instanceof Delivery.Waiting(var table)
                  ? new Delivery.Missing(table)
                  : delivery);
      conclude(run);
    }
  }

  private void ended(Outcome<TestRun> outcome) {
    switch (outcome) {
      case Outcome.Done<TestRun>(var done) -> {
        run = done;
        deadline = session.clock().instant().plus(PATIENCE);
        checks.setAll(done.checks());
        deliveries.setAll(WatchedTables.NAMES.stream().map(Delivery.Waiting::new).toList());
        session.mark("test");
        look(session.snapshotProperty().get());
      }
      case Outcome.Failed<TestRun>(var failure) ->
          notice.set(new Notice(Notice.Tone.FAILED, failure.sentence(), session.clock().instant()));
    }
  }

  private void look(FeedSnapshot snapshot) {
    if (run == null || notice.get() != null) {
      return;
    }
    var events = snapshot.events();
    for (long n = Math.max(nextEvent, events.first()); n < events.end(); n++) {
      if (events.get(n) instanceof Batch batch && batch.batchId().equals(run.batchId())) {
        arrived(batch, run.committedAt());
      }
    }
    nextEvent = events.end();
    if (deliveries.stream().noneMatch(Delivery.Waiting.class::isInstance)) {
      conclude(run);
    }
  }

  private void arrived(Batch batch, Instant committedAt) {
    for (var notification : batch.notifications()) {
      if (notification.operation().equals(Notification.TEST)) {
        int place = deliveries.indexOf(new Delivery.Waiting(notification.table()));
        if (place >= 0) {
          var after = Duration.between(committedAt, notification.receivedAt());
          deliveries.set(place, new Delivery.Arrived(notification.table(), after));
        }
      }
    }
  }

  private void conclude(TestRun done) {
    long failed = done.checks().stream().filter(c -> Boolean.FALSE.equals(c.passed())).count();
    long skipped = done.checks().stream().filter(c -> c.passed() == null).count();
    long all = done.checks().size() - skipped;
    long missing = deliveries.stream().filter(Delivery.Missing.class::isInstance).count();
    var sentence =
        (all - failed)
            + " of "
            + all
            + " checks passed"
            + (skipped == 0 ? "" : ", " + skipped + " skipped")
            + " · "
            + (missing == 0 ? "all" : deliveries.size() - missing + " of " + deliveries.size())
            + " test notifications arrived on this connection.";
    notice.set(
        new Notice(
            failed == 0 && missing == 0 ? Notice.Tone.GOOD : Notice.Tone.FAILED,
            sentence,
            session.clock().instant()));
  }
}
