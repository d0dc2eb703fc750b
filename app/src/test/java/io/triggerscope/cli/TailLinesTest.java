package io.triggerscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.BlindWindow;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.FeedCounters;
import io.triggerscope.model.Malformed;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TailLinesTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-16T14:03:29.3280457Z");
  private static final Instant CLOSED = Instant.parse("2026-11-16T14:03:30Z");
  private static final TailSummary SUMMARY =
      TailSummary.of(new FeedCounters(12, 10, 2, 4, 10, 30, 6, 7, 3, 0, Duration.ZERO), 9);

  private final TailJson json = new TailJson();
  private final TailText text = new TailText();

  @Test
  void aBatchIsOneJsonObjectWithTheFieldsOfTheContractInTheirOrder() {
    var payload =
        """
        {"batch_id":8812,"timestamp":1763301809.100,"table":"calls","operation":"INSERT",\
        "user_id":"u1","record_id":"r1","agent_id":"a1"}""";
    assertThat(json.event(batch(notification("a1", payload))))
        .isEqualTo(
            """
            {"type":"batch","batch_id":"8812","notifications":1,\
            "first_received_at":"2026-11-16T14:03:29.328045Z",\
            "closed_at":"2026-11-16T14:03:30.000000Z","closed_by":"transaction_end",\
            "tables":{"calls":1},"users":{"u1":["dashboard"]},"naive_ops":3,"batched_ops":1,\
            "records":[{"table":"calls","operation":"INSERT","user_id":"u1","record_id":"r1",\
            "agent_id":"a1","timestamp":1763301809.100,"batch_id":"8812"}]}""");
  }

  @Test
  void unknownFieldsFollowExactlyAsTheyCame() {
    var payload =
        """
        {"note":"\\ud83d é \\"","table":"calls","operation":"INSERT","user_id":"u1",\
        "record_id":"r1","timestamp":1763301809,"batch_id":"8812",\
        "nested":{"n":[1.10,-0.0,1e400,12345678901234567890123],"b":[true,null,{}]}}""";
    assertThat(json.event(batch(notification(null, payload))))
        .endsWith(
            """
            "agent_id":null,"timestamp":1763301809,"batch_id":"8812",\
            "note":"\\uD83D \\u00E9 \\"",\
            "nested":{"n":[1.10,-0.0,1e400,12345678901234567890123],"b":[true,null,{}]}}]}""");
  }

  @Test
  void aMalformedPayloadIsKeptWordForWord() {
    assertThat(
            json.event(
                new Malformed(RECEIVED, Utf8Text.of("{\"table\":\n\"\u001b[2J"), "not JSON")))
        .isEqualTo(
            """
            {"type":"malformed","payload":"{\\"table\\":\\n\\"\\u001B[2J","reason":"not JSON"}""");
  }

  @Test
  void aBlindWindowSaysFromWhenToWhenAndWhy() {
    assertThat(json.event(new BlindWindow(RECEIVED, CLOSED, "killed", Map.of("calls", 12L))))
        .isEqualTo(
            """
            {"type":"blind_window","from":"2026-11-16T14:03:29.328045Z",\
            "to":"2026-11-16T14:03:30.000000Z","reason":"killed","missed_estimate":{"calls":12}}""");
    assertThat(json.event(new BlindWindow(RECEIVED, CLOSED, "killed", null)))
        .endsWith("\"missed_estimate\":null}");
  }

  @Test
  void theSummaryCountsAsEvictedWhatWasNotPrinted() {
    assertThat(json.summary(SUMMARY))
        .isEqualTo(
            """
            {"type":"summary","received":12,"parsed":10,"malformed":2,"batches":4,\
            "notifications_in_batches":10,"evicted":1}""");
    assertThat(text.summary(SUMMARY))
        .isEqualTo(
            "received 12 = parsed 10 + malformed 2; 4 batches with 10 notifications, 1 evicted");
  }

  @Test
  void forPeopleABatchIsOneReadableLine() {
    assertThat(text.event(batch(notification("a1", "{}"), notification("a2", "{}"))))
        .isEqualTo(
            "2026-11-16T14:03:29.328045Z  transaction 8812  calls 2  user u1"
                + "  cache ops 3 naive, 1 batched  closed by transaction end");
  }

  @Test
  void forPeopleWhatWouldSteerTheTerminalIsSpeltOut() {
    assertThat(text.event(new Malformed(RECEIVED, Utf8Text.of("a\n\u001b[31mb"), "not JSON")))
        .isEqualTo("2026-11-16T14:03:29.328045Z  malformed: not JSON  a\\u000a\\u001b[31mb");
  }

  @Test
  void forPeopleABlindWindowSaysHowLong() {
    assertThat(
            text.event(
                new BlindWindow(CLOSED, CLOSED.plusSeconds(12), "killed", Map.of("calls", 1_204L))))
        .isEqualTo(
            "2026-11-16T14:03:30.000000Z  blind for 12.0 s until 2026-11-16T14:03:42.000000Z,"
                + " missed about 1,204 (calls 1,204): killed");
  }

  private static Notification notification(@Nullable String agent, String payload) {
    return new Notification(
        "calls", "INSERT", "u1", "r1", agent, RECEIVED, "8812", RECEIVED, Utf8Text.of(payload));
  }

  private static Batch batch(Notification... notifications) {
    return new Batch(
        "8812",
        List.of(notifications),
        Map.of("calls", notifications.length),
        CLOSED,
        ClosedBy.TRANSACTION_END,
        new Cascade(Map.of("u1", Set.of(new CacheDomain("dashboard"))), 3, 1));
  }
}
