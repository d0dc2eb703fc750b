package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventCursor;
import io.triggerscope.feed.EventView;
import io.triggerscope.model.EpochNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the batches of a visible range into the blocks a lane shows: batches of one table that
 * fall together on the axis become one block. Where blocks end depends on the time and the scale
 * only, so that they keep their limits while the range moves. Confined to one call of {@link #of}.
 */
public final class LaneBlocks {

  /** The lane of payloads that were not understood. */
  public static final String MALFORMED = "malformed";

  /** In pixels: the width of the smallest block, and the distance from which on two are apart. */
  public static final double SMALLEST_WIDTH = 4;

  private static final double GREATEST_WIDTH = 24;

  /**
   * One block.
   *
   * @param lane a table, or {@link #MALFORMED}
   * @param first when the first of its notifications was received
   * @param last when the first notification of its last batch was
   * @param notifications how many it stands for
   * @param transactions how many it stands for; 0 for malformed payloads
   * @param event the number of its largest batch
   */
  public record Block(
      String lane, Instant first, Instant last, int notifications, int transactions, long event) {}

  /** A block being merged. */
  private static final class Open {
    final long first;
    long last;
    int notifications;
    int transactions;
    int largest;
    long event;
    long transaction = -1;

    Open(long first) {
      this.first = first;
    }
  }

  private final long apart;
  private final long cell;
  private final Map<String, Open> open = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  private LaneBlocks(TimeAxis axis) {
    double nanosPerPixel = axis.range().span().toNanos() / axis.width();
    apart = (long) (SMALLEST_WIDTH * nanosPerPixel);
    cell = Math.max(1, (long) (GREATEST_WIDTH * nanosPerPixel));
  }

  /** The blocks of all lanes, each lane's in the order of time. */
  static List<Block> of(EventView events, TimeAxis axis) {
    var lanes = new LaneBlocks(axis);
    var cursor = events.from(events.firstAtOrAfter(axis.range().from()));
    long end = EpochNanos.of(axis.range().to());
    long transaction = 0;
    while (cursor.next()) {
      if (cursor.size() > 0) {
        long at = cursor.firstReceivedAtNanos();
        if (at > end) {
          break;
        }
        transaction += cursor.goesOn() ? 0 : 1;
        lanes.add(cursor, at, transaction);
      } else if (cursor.isMalformed() && cursor.closedAtNanos() <= end) {
        lanes.open(MALFORMED, cursor.closedAtNanos()).notifications++;
      }
    }
    return lanes.close();
  }

  /** Adds a batch, table by table: what stands side by side goes in at once. */
  private void add(EventCursor batch, long at, long transaction) {
    int from = 0;
    for (int i = 1; i <= batch.size(); i++) {
      if (i == batch.size() || !batch.table(i).equals(batch.table(from))) {
        add(open(batch.table(from), at), i - from, batch.number(), transaction);
        from = i;
      }
    }
  }

  private static void add(Open block, int count, long event, long transaction) {
    block.notifications += count;
    if (transaction != block.transaction) {
      block.transaction = transaction;
      block.transactions++;
    }
    if (count > block.largest) {
      block.largest = count;
      block.event = event;
    }
  }

  /** The block of this lane in which the time falls. */
  private Open open(String lane, long at) {
    var block = open.get(lane);
    if (block == null || at - block.last > apart || at / cell != block.first / cell) {
      if (block != null) {
        blocks.add(closed(lane, block));
      }
      block = new Open(at);
      open.put(lane, block);
    }
    block.last = at;
    return block;
  }

  private List<Block> close() {
    open.forEach((lane, block) -> blocks.add(closed(lane, block)));
    return blocks;
  }

  private static Block closed(String lane, Open block) {
    return new Block(
        lane,
        EpochNanos.instant(block.first),
        EpochNanos.instant(block.last),
        block.notifications,
        block.transactions,
        block.event);
  }
}
