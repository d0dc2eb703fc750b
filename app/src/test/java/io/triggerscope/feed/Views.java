package io.triggerscope.feed;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Utf8Text;
import java.util.List;

/** Views for tests of other packages. */
public final class Views {

  private Views() {}

  /** A view of these, all shown. */
  public static EventView of(List<? extends FeedEvent> events) {
    var ring = Samples.ring(1_000_000);
    events.forEach(event -> add(ring, event));
    return ring.view();
  }

  /** A view whose payloads were all kept for a while, and are gone. */
  public static EventView withoutPayloads(List<? extends FeedEvent> events) {
    var payloads = new PayloadStore(4 * PayloadStore.BLOCK, PayloadStore::temporaryFile);
    var ring = new EventRing(1_000_000, payloads, new CascadePlanner(CascadeRules.NONE));
    events.forEach(event -> add(ring, event));
    var view = ring.view();
    for (int i = 0; i < 200; i++) {
      ring.add(new Malformed(Samples.NOON, Utf8Text.of("x".repeat(8_000)), "no"));
    }
    return view;
  }

  /** A view of {@link RandomEvents}. */
  public static EventView random(long seed, int events) {
    var random = new RandomEvents(seed);
    var ring = Samples.ring(1_000_000);
    for (int i = 0; i < events; i++) {
      random.addTo(ring);
    }
    return ring.view();
  }

  /** What a view shows, oldest first. */
  public static List<FeedEvent> events(EventView view) {
    return Samples.events(view);
  }

  private static void add(EventRing ring, FeedEvent event) {
    switch (event) {
      case Batch batch -> ring.add(batch.notifications(), batch.closedAt(), batch.closedBy());
      case Malformed _, BlindWindow _, Marker _ -> ring.add(event);
    }
  }
}
