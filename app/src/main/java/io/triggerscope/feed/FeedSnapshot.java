package io.triggerscope.feed;

import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.ListenState;
import io.triggerscope.model.Marker;
import java.util.List;

/**
 * The feed at one moment. Immutable.
 *
 * @param events what the ring holds
 * @param blindWindows all of this feed's, oldest first, those that left the ring as well
 * @param markers likewise
 */
public record FeedSnapshot(
    ListenState state,
    FeedCounters counters,
    EventView events,
    List<BlindWindow> blindWindows,
    List<Marker> markers) {

  public static final FeedSnapshot EMPTY =
      new FeedSnapshot(
          new ListenState.Connecting(), FeedCounters.ZERO, EventView.EMPTY, List.of(), List.of());

  /** The same, but that the cascades of its events are worked out by these rules. */
  public FeedSnapshot with(CascadeRules rules) {
    return new FeedSnapshot(state, counters, events.with(rules), blindWindows, markers);
  }
}
