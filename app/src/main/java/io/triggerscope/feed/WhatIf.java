package io.triggerscope.feed;

import io.triggerscope.model.BatchingCost;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.CacheOps;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Notifications that were received, ready to be batched in other ways than they were. Each is in
 * its place by the number of what it invalidates, so that to replay half a million of them is a
 * walk through arrays. Confined to one thread at a time.
 */
public final class WhatIf {

  /**
   * A way of batching. Immutable.
   *
   * @param acrossTransactions whether a batch may go on when its transaction has ended
   */
  public record Setting(Batching batching, boolean acrossTransactions) {

    /** What the feed does. */
    public static final Setting TODAY = new Setting(Batching.DEFAULT, false);
  }

  /** What a notification invalidates depends on this. */
  private record Change(String user, String table, String operation, @Nullable String agent) {

    boolean is(String otherUser, String otherTable, String otherOperation, @Nullable String other) {
      return user.equals(otherUser)
          && table.equals(otherTable)
          && operation.equals(otherOperation)
          && Objects.equals(agent, other);
    }
  }

  /** A cache domain of a user. */
  private record Target(String user, CacheDomain domain) {}

  private static final int[] NOTHING = {};

  private final CascadeRules rules;
  private final Map<Change, int[]> known = new HashMap<>();
  private final Map<Target, Integer> targets = new HashMap<>();
  private @Nullable Change last;
  private int[] lastTargets = NOTHING;

  private long[] receivedAt = new long[1024];
  private int[] transactions = new int[1024];
  private int[][] invalidated = new int[1024][];
  private int size;
  private long naive;

  private WhatIf(CascadeRules rules) {
    this.rules = rules;
  }

  /** The notifications of the batches that were closed at or after {@code from}. */
  public static WhatIf of(EventView events, Instant from) {
    var replay = new WhatIf(events.rules());
    var batches = events.from(events.firstAtOrAfter(from));
    int transaction = 0;
    while (batches.nextBatch()) {
      transaction += batches.goesOn() ? 0 : 1;
      for (int i = 0; i < batches.size(); i++) {
        replay.add(batches, i, transaction);
      }
    }
    replay.known.clear();
    return replay;
  }

  private void add(EventCursor batch, int index, int transaction) {
    if (size == receivedAt.length) {
      receivedAt = Arrays.copyOf(receivedAt, 2 * size);
      transactions = Arrays.copyOf(transactions, 2 * size);
      invalidated = Arrays.copyOf(invalidated, 2 * size);
    }
    var found = targets(batch, index);
    receivedAt[size] = batch.receivedAtNanos(index);
    transactions[size] = transaction;
    invalidated[size] = found;
    size++;
    naive += found.length;
  }

  private int[] targets(EventCursor batch, int index) {
    var user = batch.userId(index);
    if (user == null) {
      return NOTHING;
    }
    var table = batch.table(index);
    var operation = batch.operation(index);
    var agent = batch.agentId(index);
    // a transaction often does the same to many rows
    if (last == null || !last.is(user, table, operation, agent)) {
      last = new Change(user, table, operation, agent);
      lastTargets = known.computeIfAbsent(last, this::targets);
    }
    return lastTargets;
  }

  private int[] targets(Change change) {
    var domains = new LinkedHashSet<CacheDomain>();
    rules.rule(change.table, change.operation).addTo(domains, change.agent);
    return domains.stream()
        .mapToInt(
            domain -> targets.computeIfAbsent(new Target(change.user, domain), _ -> targets.size()))
        .toArray();
  }

  /** What they would have cost. */
  public BatchingCost replay(Setting setting) {
    if (size == 0) {
      return BatchingCost.NONE;
    }
    var delays = new long[size];
    var run = new Run(setting, delays);
    run.all();
    Arrays.sort(delays);
    return new BatchingCost(
        new CacheOps(size, naive, run.batched),
        run.batches,
        Duration.ofNanos(delays[(size + 1) / 2 - 1]),
        Duration.ofNanos(delays[(int) Math.ceil(size * 0.99) - 1]));
  }

  /** The share of cache operations that would have been saved, 0 to 1. */
  public double saved(Setting setting) {
    var run = new Run(setting, null);
    run.all();
    return new CacheOps(size, naive, run.batched).saved();
  }

  /** One replay. A batch is closed as {@link BatchAssembler} does it, at its window to the dot. */
  private final class Run {

    private final long window;
    private final int most;
    private final boolean across;
    private final long @Nullable [] delays;

    /** The number of the batch that last invalidated each target. */
    private final int[] invalidatedBy = new int[targets.size()];

    private int begin;
    private int batches;
    private long batched;

    Run(Setting setting, long @Nullable [] delays) {
      this.window = setting.batching.window().toNanos();
      this.most = setting.batching.size();
      this.across = setting.acrossTransactions;
      this.delays = delays;
    }

    void all() {
      for (int i = 0; i < size; i++) {
        if (i > begin) {
          long due = receivedAt[begin] + window;
          if (receivedAt[i] >= due) {
            close(i, due);
          } else if (!across && transactions[i] != transactions[begin]) {
            close(i, receivedAt[i]);
          }
        }
        for (int target : invalidated[i]) {
          if (invalidatedBy[target] != batches + 1) {
            invalidatedBy[target] = batches + 1;
            batched++;
          }
        }
        if (i + 1 - begin == most) {
          close(i + 1, receivedAt[i]);
        }
      }
      if (begin < size) {
        close(size, receivedAt[begin] + window);
      }
    }

    /** Closes the batch that ends before {@code end}. */
    private void close(int end, long at) {
      if (delays != null) {
        for (int i = begin; i < end; i++) {
          delays[i] = Math.max(0, at - receivedAt[i]);
        }
      }
      begin = end;
      batches++;
    }
  }
}
