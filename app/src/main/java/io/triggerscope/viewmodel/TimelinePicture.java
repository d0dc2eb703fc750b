package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.model.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * What the timeline shows of the notifications held. Immutable.
 *
 * @param blocks what the lanes show
 * @param overview the axis of the overview strip
 * @param density the notifications in each of the equal parts of that axis
 */
public record TimelinePicture(List<LaneBlocks.Block> blocks, TimeAxis overview, long[] density) {

  static final TimelinePicture EMPTY =
      new TimelinePicture(
          List.of(),
          new TimeAxis(new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)), 0, 1),
          new long[0]);

  static TimelinePicture of(EventView events, TimeAxis lanes, TimeAxis overview, int columns) {
    return new TimelinePicture(
        LaneBlocks.of(events, lanes), overview, Density.of(events, overview.range(), columns));
  }
}
