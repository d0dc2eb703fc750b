package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.events;
import static io.triggerscope.feed.Samples.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.Batch;
import io.triggerscope.model.FeedEvent;
import io.triggerscope.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever comes and is asked, a filtered view shows what {@link NaiveFilter} leaves. */
class FilterRandomTest {

  private static final FilterQuery SIZE_TWO =
      new FilterQuery(List.of(new Term(FilterName.SIZE, List.of("2"), false)));

  @Test
  void aViewShowsWhatTheNaiveFilterLeaves() {
    int shown = 0;
    for (int seed = 0; seed < 10; seed++) {
      var random = new RandomEvents(seed);
      var ring = ring(9_000);
      for (int i = 0; i < 1_000 + 300 * seed; i++) {
        random.addTo(ring);
      }
      for (int i = 0; i < 5; i++) {
        shown += check("seed " + seed, random.query(), ring.view());
      }
    }
    assertThat(shown).as("else nothing was compared").isGreaterThan(2_000);
  }

  @Test
  void aViewThatGrowsShowsWhatAnOtherFilterWouldShow() {
    for (int seed = 100; seed < 106; seed++) {
      var random = new RandomEvents(seed);
      var ring = ring(6_000);
      random.addTo(ring);
      var query = random.query();
      var filter = new Filter(query);
      var kept = new ArrayList<EventView>();
      var before = new ArrayList<List<FeedEvent>>();
      for (int i = 0; i < 7_000; i++) {
        random.addTo(ring);
        if (i % (i < 60 ? 1 : 1_111) == 0) {
          var view = filter.of(ring.view());
          check("seed %d, step %d".formatted(seed, i), query, ring.view(), view);
          kept.add(view);
          before.add(events(view));
        }
      }
      for (int i = 0; i < kept.size(); i++) {
        assertThat(events(kept.get(i))).as("view %d of %s", i, query).isEqualTo(before.get(i));
      }
    }
  }

  @Test
  void anotherRingIsFilteredAnew() {
    var filter = new Filter(SIZE_TWO);
    for (int seed = 0; seed < 4; seed++) {
      var random = new RandomEvents(seed);
      var ring = ring(5_000);
      for (int i = 0; i < 3_000; i++) {
        random.addTo(ring);
      }
      check("seed " + seed, filter.query(), ring.view(), filter.of(ring.view()));
    }
  }

  @Test
  void aViewThatGoesFurtherBackThanTheLastIsFilteredAnew() {
    for (int seed = 0; seed < 6; seed++) {
      var random = new RandomEvents(seed);
      var ring = ring(30_000);
      for (int i = 0; i < 6_000; i++) {
        random.addTo(ring);
      }
      var older = ring.view();
      for (int i = 0; i < 1_000; i++) {
        random.addTo(ring);
      }
      var whole = ring.view();
      var filter = new Filter(seed % 2 == 0 ? SIZE_TWO : random.query());
      for (var view : List.of(whole.since(5_000), whole, older, whole, whole.since(100), older)) {
        check("seed " + seed, filter.query(), view, filter.of(view));
      }
    }
  }

  private static int check(String what, FilterQuery query, EventView view) {
    return check(what, query, view, view.filtered(query));
  }

  /** Compares all that the filtered view tells; returns how many events it shows. */
  private static int check(String what, FilterQuery query, EventView view, EventView filtered) {
    var expected = NaiveFilter.of(query, events(view));
    assertThat(events(filtered)).as("%s: %s", what, query).isEqualTo(expected);
    var told = new ArrayList<List<@Nullable Object>>();
    var cursor = filtered.from(filtered.first());
    while (cursor.next()) {
      told.add(rowOf(cursor));
    }
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.number()).isGreaterThanOrEqualTo(filtered.end());
    assertThat(told)
        .as("%s: %s", what, query)
        .isEqualTo(expected.stream().map(FilterRandomTest::rowOf).toList());
    assertThat(filtered.notifications())
        .as("%s: %s", what, query)
        .isEqualTo(
            expected.stream().mapToLong(e -> e instanceof Batch batch ? batch.size() : 0).sum());
    return expected.size();
  }

  /** What a cursor tells of the event it stands on. */
  private static List<@Nullable Object> rowOf(EventCursor event) {
    var row = new ArrayList<@Nullable Object>();
    row.add(event.isMalformed());
    for (int i = 0; i < event.size(); i++) {
      row.add(event.table(i));
      row.add(event.operation(i));
      row.add(event.userId(i));
      row.add(event.agentId(i));
      row.add(event.recordId(i));
    }
    return row;
  }

  private static List<@Nullable Object> rowOf(FeedEvent event) {
    var row = new ArrayList<@Nullable Object>();
    row.add(event instanceof Malformed);
    if (event instanceof Batch batch) {
      for (var notification : batch.notifications()) {
        row.add(notification.table());
        row.add(notification.operation());
        row.add(notification.userId());
        row.add(notification.agentId());
        row.add(notification.recordId());
      }
    }
    return row;
  }
}
