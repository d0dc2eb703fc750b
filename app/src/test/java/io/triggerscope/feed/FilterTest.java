package io.triggerscope.feed;

import static io.triggerscope.feed.Samples.NOON;
import static io.triggerscope.feed.Samples.events;
import static io.triggerscope.feed.Samples.notification;
import static io.triggerscope.feed.Samples.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.FilterQuery.Valid;
import io.triggerscope.feed.filter.FilterQuery.Wrong;
import io.triggerscope.feed.filter.SeenValues;
import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Marker;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final String USER = "0f3a1111-2222-4333-8444-555566667777";

  /** Notifications 1 to 4, then a malformed payload, 5, a marker and a blind window. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "                          | 1 2 3 4 5 malformed",
        "table:calls               | 1 2",
        "table:CALLS,users         | 1 2 5",
        "-table:calls              | 3 4 5 malformed",
        "op:update                 | 2 4",
        "op:UPDATE table:calls     | 2",
        "user:0F3A…                | 1 2",
        "user:0f3a1111-2222*       | 1 2",
        "user:0f3a11112222         | ''",
        "user:none                 | 5",
        "-user:none                | 1 2 3 4 malformed",
        "user:\"\"                 | 1 2 3 4",
        "agent:7                   | 1 3",
        "agent:77,8                | 3 4",
        "record:r                  | 1 2 3 4 5",
        "record:r2                 | 2",
        "agent:07                  | ''",
        "user:0f3a1111-2222-4333-8444-5555666677770 | ''",
        "tx:100                    | 1 2 3",
        "tx:10                     | ''",
        "size:3                    | 1 2 3",
        "size:>1                   | 1 2 3",
        "-size:3                   | 4 5 malformed",
        "size:1..2                 | 4 5",
        "NOTE                      | 1 malformed",
        "-note                     | 2 3 4 5",
        "é                         | 2",
        "É                         | ''",
        "is:malformed              | malformed",
        "-is:malformed             | 1 2 3 4 5",
        "is:malformed table:calls  | ''",
        "is:malformed note         | malformed",
        "\"\\\"n\\\":3\",\"n\\\":4\" | 3 4",
      })
  void aTermShowsWhatItMeans(@Nullable String text, String shown) {
    var ring = ring(1_000);
    ring.add(
        List.of(
            of("calls", "INSERT", USER, "r1", "7", "100", "{\"n\":1,\"Note\":0}"),
            of("calls", "UPDATE", USER, "r2", null, "100", "{\"n\":2,\"é\":0}")),
        NOON,
        ClosedBy.SIZE);
    ring.add(
        List.of(of("agents", "INSERT", "u", "r3", "77", "100", "{\"n\":3}")), NOON, ClosedBy.SIZE);
    ring.add(
        List.of(of("agents", "UPDATE", "u", "r4", "8", "101", "{\"n\":4}")), NOON, ClosedBy.SIZE);
    ring.add(new Malformed(NOON, Utf8Text.of("no note"), "not JSON"));
    ring.add(
        List.of(of("users", "TEST", null, "r5", null, "102", "{\"n\":5}")), NOON, ClosedBy.SIZE);
    var marker = new Marker(NOON, "m");
    var window = new BlindWindow(NOON, NOON, "killed", null);
    ring.add(marker);
    ring.add(window);
    var view = ring.view().filtered(query(text == null ? "" : text));
    var events = events(view);
    assertThat(events).contains(marker, window);
    var names = new ArrayList<String>();
    for (var event : events) {
      switch (event) {
        case Batch batch ->
            batch
                .notifications()
                .forEach(n -> names.add(String.valueOf(n.recordId()).substring(1)));
        case Malformed _ -> names.add("malformed");
        case BlindWindow _, Marker _ -> {}
      }
    }
    Collections.sort(names);
    assertThat(String.join(" ", names)).isEqualTo(shown);
  }

  @Test
  void aTransactionLongerThanASegmentIsMeasuredAsAWhole() {
    var ring = ring(40_000);
    var filter = new Filter(query("size:>9000"));
    for (int i = 0; i < 9_001; i++) {
      assertThat(filter.of(ring.view()).notifications()).isZero();
      ring.add(List.of(notification("1", i, NOON)), NOON, ClosedBy.SIZE);
      i += i < 8_900 ? add(ring, 100) : 0;
    }
    assertThat(filter.of(ring.view()).notifications()).isEqualTo(9_001);
    ring.add(List.of(notification("2", 0, NOON)), NOON, ClosedBy.SIZE);
    assertThat(filter.of(ring.view()).notifications()).isEqualTo(9_001);
  }

  @Test
  void whatIsEvictedOfATransactionIsNoMorePartOfItsSize() {
    var ring = ring(9_000);
    var filter = new Filter(query("size:>6000"));
    add(ring, 7_000);
    assertThat(filter.of(ring.view()).notifications()).isEqualTo(7_000);
    for (int i = 0; i < 4_000; i++) {
      ring.add(List.of(notification("2", i, NOON)), NOON, ClosedBy.SIZE);
      long left = 7_000 - ring.view().first();
      assertThat(filter.of(ring.view()).notifications()).isEqualTo(left > 6_000 ? left : 0);
    }
    assertThat(ring.view().first()).as("else too little was evicted").isGreaterThan(1_000);
  }

  private static int add(EventRing ring, int more) {
    for (int i = 0; i < more; i++) {
      ring.add(List.of(notification("1", i, NOON)), NOON, ClosedBy.SIZE);
    }
    return more;
  }

  @Test
  void theQueryWithoutATermChangesNothing() {
    var ring = ring(10);
    add(ring, 5);
    var view = ring.view();
    assertThat(view.filtered(FilterQuery.ALL)).isSameAs(view);
    assertThat(view.notifications()).isEqualTo(5);
    assertThat(view.filtered(query("table:none")).filtered(FilterQuery.ALL).notifications())
        .isEqualTo(5);
    assertThat(events(EventView.EMPTY.filtered(query("x")))).isEmpty();
  }

  @Test
  void aPayloadThatIsGoneHoldsNoText() {
    var payloads = new PayloadStore(4 * PayloadStore.BLOCK, PayloadStore::temporaryFile);
    var ring = new EventRing(1_000_000, payloads, new CascadePlanner(CascadeRules.NONE));
    ring.add(List.of(notification("1", 0, NOON)), NOON, ClosedBy.SIZE);
    var view = ring.view();
    assertThat(view.filtered(query("calls")).notifications()).isEqualTo(1);
    for (int i = 0; i < 200; i++) {
      ring.add(new Malformed(NOON, Utf8Text.of("x".repeat(8_000)), "no"));
    }
    assertThat(view.filtered(query("calls")).notifications()).isZero();
    assertThat(view.filtered(query("-calls")).notifications()).isEqualTo(1);
    assertThat(view.filtered(query("table:calls")).notifications()).isEqualTo(1);
  }

  @Test
  void theValuesSeenAreThoseOfTheNewestMostFrequentFirst() {
    var ring = ring(100_000);
    ring.add(List.of(of("old", "X", null, null, null, "1", "{}")), NOON, ClosedBy.SIZE);
    for (int i = 0; i < 20_000; i++) {
      var table = i % 3 == 0 ? "agents" : "calls";
      var user = i % 2 == 0 ? null : USER;
      ring.add(List.of(of(table, "UPDATE", user, "none", "a", "9", "{}")), NOON, ClosedBy.SIZE);
    }
    assertThat(ring.view().seenValues())
        .isEqualTo(
            new SeenValues(
                Map.of(
                    FilterName.TABLE, List.of("calls", "agents"),
                    FilterName.OP, List.of("UPDATE"),
                    FilterName.USER, List.of(USER, "none"),
                    FilterName.RECORD, List.of("none*"),
                    FilterName.AGENT, List.of("a"),
                    FilterName.TX, List.of("9"))));
  }

  private static FilterQuery query(String text) {
    return switch (FilterQuery.parse(text)) {
      case Valid(var query) -> query;
      case Wrong(var reason, _, _) -> throw new AssertionError(text + ": " + reason);
    };
  }

  private static Notification of(
      String table,
      String operation,
      @Nullable String user,
      @Nullable String record,
      @Nullable String agent,
      String batchId,
      String payload) {
    return new Notification(
        table, operation, user, record, agent, NOON, batchId, NOON, Utf8Text.of(payload));
  }
}
