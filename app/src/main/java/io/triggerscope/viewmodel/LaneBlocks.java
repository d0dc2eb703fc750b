package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventRing;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the batches of a visible range into the blocks a lane shows: batches of one table that
 * fall together on the axis become one block. Confined to the FX thread.
 */
public final class LaneBlocks {

  /** The lane of payloads that were not understood. */
  public static final String MALFORMED = "malformed";

  private static final double SMALLEST_WIDTH = 4;
  private static final double GREATEST_WIDTH = 24;

  /**
   * One block.
   *
   * @param lane a table, or {@link #MALFORMED}
   * @param left in pixels on the axis
   * @param right in pixels on the axis
   * @param notifications how many it stands for
   * @param transactions how many it stands for
   * @param batchId the transaction of the largest batch in it; empty for malformed payloads
   */
  public record Block(
      String lane,
      double left,
      double right,
      int notifications,
      int transactions,
      String batchId,
      Instant first) {}

  /** A block being merged. */
  private static final class Open {
    final double left;
    final Instant first;
    double right;
    int notifications;
    int transactions;
    int largest;
    String batchId = "";
    String lastBatchId = "";

    Open(double left, Instant first) {
      this.left = left;
      this.right = left + SMALLEST_WIDTH;
      this.first = first;
    }
  }

  private final Map<String, Open> open = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  private LaneBlocks() {}

  /** The blocks of all lanes, each lane's in the order of time. */
  static List<Block> of(EventRing.View events, TimeAxis axis) {
    var lanes = new LaneBlocks();
    var to = axis.range().to();
    for (long number = events.firstAtOrAfter(axis.range().from());
        number < events.end();
        number++) {
      var event = events.get(number);
      // Blind windows bear an earlier time than what stands before them; they are no blocks.
      switch (event) {
        case Batch batch -> {
          if (batch.at().isAfter(to)) {
            return lanes.close();
          }
          var x = axis.x(batch.at());
          batch
              .tables()
              .forEach((table, count) -> lanes.add(table, x, batch.at(), count, batch.batchId()));
        }
        case Malformed malformed -> {
          if (malformed.at().isBefore(to)) {
            lanes.add(MALFORMED, axis.x(malformed.at()), malformed.at(), 1, "");
          }
        }
        case BlindWindow _, Marker _ -> {}
      }
    }
    return lanes.close();
  }

  private void add(String lane, double x, Instant at, int count, String batchId) {
    var block = open.get(lane);
    if (block == null || x > block.right || x - block.left > GREATEST_WIDTH) {
      if (block != null) {
        blocks.add(closed(lane, block));
      }
      block = new Open(x, at);
      open.put(lane, block);
    }
    block.right = Math.max(block.right, x + SMALLEST_WIDTH);
    block.notifications += count;
    if (!batchId.equals(block.lastBatchId)) {
      block.lastBatchId = batchId;
      block.transactions++;
    }
    if (count > block.largest) {
      block.largest = count;
      block.batchId = batchId;
    }
  }

  private List<Block> close() {
    open.forEach((lane, block) -> blocks.add(closed(lane, block)));
    return blocks;
  }

  private static Block closed(String lane, Open block) {
    return new Block(
        lane,
        block.left,
        block.right,
        block.notifications,
        block.transactions,
        block.batchId,
        block.first);
  }
}
