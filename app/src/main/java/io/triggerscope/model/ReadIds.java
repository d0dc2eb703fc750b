package io.triggerscope.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which rows of a log that numbers its rows were read: all up to {@code newest} but those of the
 * gaps. A row's id is taken when it is written, not when its transaction commits, so one in a gap
 * may still come; a transaction that was rolled back leaves a gap for ever. Immutable.
 *
 * @param gaps oldest first; the newest {@value #MOST_GAPS}, each for half an hour
 */
public record ReadIds(long newest, List<Gap> gaps) {

  static final int MOST_GAPS = 100;
  static final Duration KEPT = Duration.ofMinutes(30);

  /**
   * Ids without a row, both ends included. Immutable.
   *
   * @param noticed when a greater id was read
   */
  public record Gap(long first, long last, Instant noticed) {

    public boolean contains(long id) {
      return first <= id && id <= last;
    }

    private List<Gap> without(List<Long> ids) {
      var left = new ArrayList<Gap>();
      long next = first;
      for (long id : ids) {
        if (contains(id)) {
          addTo(left, next, id - 1, noticed);
          next = id + 1;
        }
      }
      addTo(left, next, last, noticed);
      return left;
    }

    private static void addTo(List<Gap> gaps, long first, long last, Instant noticed) {
      if (first <= last) {
        gaps.add(new Gap(first, last, noticed));
      }
    }
  }

  public static ReadIds upTo(long newest) {
    return new ReadIds(newest, List.of());
  }

  public boolean contains(long id) {
    return id <= newest && gaps.stream().noneMatch(gap -> gap.contains(id));
  }

  /** Once these were read as well. */
  public ReadIds with(Stream<Long> read, Instant now) {
    var ids = read.sorted().toList();
    var left = new ArrayList<Gap>();
    for (var gap : gaps) {
      if (now.isBefore(gap.noticed.plus(KEPT))) {
        left.addAll(gap.without(ids));
      }
    }
    long last = newest;
    for (long id : ids) {
      if (id > last) {
        Gap.addTo(left, last + 1, id - 1, now);
        last = id;
      }
    }
    return new ReadIds(
        last, List.copyOf(left.subList(Math.max(0, left.size() - MOST_GAPS), left.size())));
  }
}
