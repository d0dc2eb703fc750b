package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.EpochNanos;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.TestNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Sends a test notification, and watches the feed until it has come back. Confined to the FX
 * thread.
 */
public final class SendTestViewModel {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final LiveSession session;
  private final TestNotification test;
  private final Work sending;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /** The one that is on its way, and from which event on it can be among those received. */
  private @Nullable String id;

  private Instant sentAt = Instant.MIN;
  private long nextEvent;

  public SendTestViewModel(LiveSession session) {
    this.session = session;
    this.test = new TestNotification(session.target());
    this.sending = new Work(session.threads());
    session.snapshotProperty().addListener((_, _, snapshot) -> look(snapshot.events()));
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** How the last one ended; null before the first and while one is on its way. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whether it may write. */
  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  public String channel() {
    return session.settings().channel();
  }

  /** The statement that would run. */
  public String statement() {
    return TestNotification.statement();
  }

  /** Sends it; the user has confirmed it. */
  public void send() {
    var wanted = UUID.randomUUID().toString();
    id = wanted;
    notice.set(null);
    running.set(true);
    nextEvent = session.snapshotProperty().get().events().end();
    sentAt = session.clock().instant();
    sending.start(() -> test.send(wanted), this::sent);
  }

  private void sent(Outcome<String> outcome) {
    if (outcome instanceof Outcome.Failed<String>(var failure)) {
      end(Notice.Tone.FAILED, "The test was not sent. " + failure.sentence());
    }
  }

  private void look(EventView events) {
    var wanted = id;
    if (wanted == null) {
      return;
    }
    var cursor = events.from(Math.max(nextEvent, events.first()));
    while (cursor.nextBatch()) {
      for (int i = 0; i < cursor.size(); i++) {
        if (wanted.equals(cursor.recordId(i))) {
          var received = EpochNanos.instant(cursor.receivedAtNanos(i));
          end(
              Notice.Tone.GOOD,
              "The test came back after "
                  + Format.duration(Duration.between(sentAt, received))
                  + ", as transaction "
                  + cursor.batchId()
                  + ".");
          return;
        }
      }
    }
    nextEvent = events.end();
  }

  /** Gives up waiting when the time has come; to be called by a timer. */
  void poll() {
    if (id != null
        && !sending.isRunning()
        && !session.clock().instant().isBefore(sentAt.plus(PATIENCE))) {
      end(
          Notice.Tone.FAILED,
          "The test was sent, but did not come back within "
              + PATIENCE.toSeconds()
              + " s. See Health for what stands in the way.");
    }
  }

  private void end(Notice.Tone tone, String sentence) {
    id = null;
    running.set(false);
    notice.set(new Notice(tone, sentence, session.clock().instant()));
  }
}
