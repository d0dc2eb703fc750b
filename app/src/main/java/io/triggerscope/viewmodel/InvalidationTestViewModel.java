package io.triggerscope.viewmodel;

import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TestRun;
import io.triggerscope.postgres.InvalidationTest;
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

  private final LiveSession session;
  private final InvalidationTest test;
  private final Work running;
  private final ObservableList<TestRun.Row> rows = FXCollections.observableArrayList();
  private final ObservableList<TestRun.Row> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ObservableList<Delivery> deliveries = FXCollections.observableArrayList();
  private final ObservableList<Delivery> readOnlyDeliveries =
      FXCollections.unmodifiableObservableList(deliveries);
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  private @Nullable Deliveries awaited;
  private long nextEvent;
  private Instant deadline = Instant.MAX;

  public InvalidationTestViewModel(LiveSession session) {
    this.session = session;
    this.test = new InvalidationTest(session.target());
    this.running = new Work(session.threads());
    session.snapshotProperty().addListener((_, _, snapshot) -> look(snapshot));
  }

  /** The rows of the last test, in the function's order. */
  public ObservableList<TestRun.Row> rows() {
    return readOnlyRows;
  }

  /** Whether the rows say what passed; false for those of a function that somebody else wrote. */
  public boolean isJudged() {
    return awaited != null && awaited.isJudged();
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
    awaited = null;
    rows.clear();
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
    if (awaited != null && notice.get() == null && !session.clock().instant().isBefore(deadline)) {
      awaited.giveUp();
      show(awaited);
    }
  }

  private void ended(Outcome<TestRun> outcome) {
    switch (outcome) {
      case Outcome.Done<TestRun>(var done) -> {
        awaited = new Deliveries(done);
        deadline = session.clock().instant().plus(Deliveries.PATIENCE);
        rows.setAll(done.rows());
        session.mark("test");
        look(session.snapshotProperty().get());
      }
      case Outcome.Failed<TestRun>(var failure) ->
          notice.set(new Notice(Notice.Tone.FAILED, failure.sentence(), session.clock().instant()));
    }
  }

  private void look(FeedSnapshot snapshot) {
    if (awaited == null || notice.get() != null) {
      return;
    }
    var events = snapshot.events();
    for (long n = Math.max(nextEvent, events.first()); n < events.end(); n++) {
      if (events.get(n) instanceof Batch batch) {
        batch.notifications().forEach(awaited::received);
      }
    }
    nextEvent = events.end();
    show(awaited);
  }

  private void show(Deliveries now) {
    if (!deliveries.equals(now.all())) {
      deliveries.setAll(now.all());
    }
    if (now.known()) {
      notice.set(new Notice(tone(now), now.sentence(), session.clock().instant()));
    }
  }

  private static Notice.Tone tone(Deliveries now) {
    if (!now.isJudged()) {
      return Notice.Tone.ATTENTION;
    }
    return now.passed() ? Notice.Tone.GOOD : Notice.Tone.FAILED;
  }
}
