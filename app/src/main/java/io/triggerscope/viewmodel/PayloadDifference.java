package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Outcome;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the background what distinguishes a notification from the one before it of the same
 * record, among all that is held, whatever the filter leaves of it. Confined to the FX thread.
 */
public final class PayloadDifference {

  /** What was found. */
  public sealed interface Result {}

  /**
   * The one before.
   *
   * @param of the notification it was looked for
   */
  public record Compared(Notification of, Notification previous, JsonDifference difference)
      implements Result {}

  /** There is nothing to compare with, for this reason, in sentences. */
  public record NotCompared(String why) implements Result {}

  /** The place of a notification in a view: the event's number, and the index in its batch. */
  private record Place(long event, int index) {}

  private final Supplier<EventView> held;
  private final Work work;
  private final ReadOnlyObjectWrapper<@Nullable Result> result =
      new ReadOnlyObjectWrapper<>(this, "result");

  PayloadDifference(Supplier<EventView> held, Threads threads) {
    this.held = held;
    this.work = new Work(threads);
  }

  /** The answer to what was asked last; null while it is being looked for. */
  public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** Looks for what came before this notification. */
  public void ask(Notification notification) {
    var view = held.get();
    result.set(null);
    work.start(
        () -> new Outcome.Done<>(result(notification, view)),
        outcome ->
            result.set(
                switch (outcome) {
                  case Outcome.Done<Result>(var found) -> found;
                  case Outcome.Failed<Result>(var failure) -> new NotCompared(failure.sentence());
                }));
  }

  /** Forgets what was asked. */
  public void cancel() {
    work.cancel();
    result.set(null);
  }

  private static Result result(Notification notification, EventView view) {
    if (notification.payload() == null) {
      return new NotCompared("The payload is no longer kept.");
    }
    var recordId = notification.recordId();
    if (recordId == null) {
      return new NotCompared("It bears no record id, so that none before it can be found.");
    }
    var previous = previous(notification, recordId, view);
    if (previous == null) {
      return new NotCompared("No earlier notification of this record is held.");
    }
    var before = previous.payload();
    return before == null
        ? new NotCompared("The payload of the notification before it is no longer kept.")
        : JsonDifference.of(before, notification.payload())
            .<Result>map(difference -> new Compared(notification, previous, difference))
            .orElseGet(() -> new NotCompared("One of the two payloads is not a JSON object."));
  }

  /** The last one of the same record before it; null if there is none, or it is not held itself. */
  static @Nullable Notification previous(
      Notification notification, String recordId, EventView view) {
    var query =
        new FilterQuery(
            List.of(
                Term.of(FilterName.TABLE, notification.table()),
                Term.of(FilterName.RECORD, recordId)));
    var matching = view.filtered(query);
    var cursor = matching.from(view.first());
    Place last = null;
    while (cursor.nextBatch()) {
      boolean sameTransaction = cursor.batchId().equals(notification.batchId());
      for (int i = 0; i < cursor.size(); i++) {
        // the filter also finds names and ids that differ by case or go on
        if (cursor.table(i).equals(notification.table()) && recordId.equals(cursor.recordId(i))) {
          if (sameTransaction && cursor.notification(i).equals(notification)) {
            return last == null ? null : read(last, matching);
          }
          last = new Place(cursor.number(), i);
        }
      }
    }
    return null;
  }

  private static @Nullable Notification read(Place place, EventView matching) {
    return matching.get(place.event) instanceof Batch batch
        ? batch.notifications().get(place.index)
        : null;
  }
}
