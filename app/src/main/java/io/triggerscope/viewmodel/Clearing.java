package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.FeedSnapshot;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Up to where the user cleared the timeline, if he did. Confined to the FX thread. */
final class Clearing {

  private record UpTo(long event, Instant at) {}

  private final ReadOnlyObjectWrapper<@Nullable UpTo> upTo =
      new ReadOnlyObjectWrapper<>(this, "upTo");

  /** Clears away all that is in this snapshot. */
  void clear(FeedSnapshot snapshot, Instant now) {
    upTo.set(new UpTo(snapshot.events().end(), now));
  }

  void undo() {
    upTo.set(null);
  }

  boolean isDone() {
    return upTo.get() != null;
  }

  ObservableValue<Boolean> doneProperty() {
    return upTo.map(_ -> true).orElse(false);
  }

  /** What it leaves of a snapshot. */
  EventView left(FeedSnapshot snapshot) {
    var cleared = upTo.get();
    return cleared == null ? snapshot.events() : snapshot.events().since(cleared.event);
  }

  /** Whether it leaves what happened then. */
  boolean leaves(Instant at) {
    var cleared = upTo.get();
    return cleared == null || !at.isBefore(cleared.at);
  }
}
