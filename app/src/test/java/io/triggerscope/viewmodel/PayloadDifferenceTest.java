package io.triggerscope.viewmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.Views;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Utf8Text;
import io.triggerscope.viewmodel.JsonDifference.Changed;
import io.triggerscope.viewmodel.JsonDifference.Unchanged;
import io.triggerscope.viewmodel.PayloadDifference.Compared;
import io.triggerscope.viewmodel.PayloadDifference.NotCompared;
import io.triggerscope.viewmodel.PayloadDifference.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadDifferenceTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();

  @Test
  void theLastOneBeforeOfTheSameTableAndRecordIsFound() throws InterruptedException {
    var first = notification("agents", "r1", "7", 1);
    var second = notification("agents", "r1", "8", 2);
    var shown = notification("agents", "r1", "9", 3);
    var view =
        view(
            batch(first),
            batch(second),
            batch(notification("calls", "r1", "8", 4)),
            batch(notification("agents", "r10", "8", 5)),
            batch(shown),
            batch(notification("agents", "r1", "10", 6)));
    var difference =
        new JsonDifference(
            List.of(new Changed("version", "2", "3"), new Unchanged("table", "\"agents\"")));
    assertThat(ask(shown, view)).isEqualTo(new Compared(shown, second, difference));
  }

  @Test
  void oneBeforeInTheSameBatchIsFound() throws InterruptedException {
    var first = notification("agents", "r1", "7", 1);
    var shown = notification("agents", "r1", "7", 2);
    var view =
        view(
            batch(notification("agents", "r2", "7", 0), first, shown),
            batch(notification("agents", "r1", "8", 3)));
    assertThat(ask(shown, view))
        .isInstanceOfSatisfying(
            Compared.class, found -> assertThat(found.previous()).isEqualTo(first));
  }

  @Test
  void whatCannotBeComparedIsToldInWords() throws InterruptedException {
    var alone = notification("agents", "r1", "7", 1);
    var odd = notification("agents", null, "8", 1);
    var text = with(notification("agents", "r1", "9", 1), "no JSON");
    var view = view(batch(alone), batch(odd), batch(text));
    assertThat(ask(alone, view))
        .isEqualTo(new NotCompared("No earlier notification of this record is held."));
    assertThat(ask(odd, view))
        .isEqualTo(new NotCompared("It bears no record id, so that none before it can be found."));
    assertThat(ask(text, view))
        .isEqualTo(new NotCompared("One of the two payloads is not a JSON object."));
    assertThat(ask(with(alone, null), view))
        .isEqualTo(new NotCompared("The payload is no longer kept."));
    assertThat(ask(notification("agents", "r1", "10", 1), view))
        .isEqualTo(new NotCompared("No earlier notification of this record is held."));
  }

  @Test
  void theDifferenceIsReadLineByLine() {
    var previous = notification("agents", "r1", "7", 1);
    var shown = notification("agents", "r1", "9", 5);
    var difference =
        JsonDifference.of("{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":2,\"c\":3,\"d\":4}").orElseThrow();
    assertThat(DifferenceText.of(new Compared(shown, previous, difference), ZoneOffset.UTC))
        .isEqualTo(
            """
            Previous: UPDATE at 12:00:01.000, 4.0 s before, transaction 7
            ~ a: 1 → 2
            + d: 4
            - b: 2
              c: 3""");
  }

  private Result ask(Notification notification, EventView view) throws InterruptedException {
    var difference =
        new PayloadDifference(() -> view, new Threads(Thread.ofVirtual().factory(), fx::add));
    difference.ask(notification);
    assertThat(difference.resultProperty().get()).isNull();
    requireNonNull(fx.poll(10, TimeUnit.SECONDS)).run();
    return requireNonNull(difference.resultProperty().get());
  }

  private static EventView view(Batch... batches) {
    return Views.of(List.of(batches));
  }

  private static Batch batch(Notification... notifications) {
    return new Batch(
        notifications[0].batchId(),
        List.of(notifications),
        Map.of(notifications[0].table(), notifications.length),
        notifications[0].receivedAt(),
        ClosedBy.TRANSACTION_END,
        Cascade.NONE);
  }

  private static Notification notification(
      String table, @Nullable String recordId, String batchId, int version) {
    var at = NOON.plusSeconds(version);
    var payload = "{\"table\":\"%s\",\"version\":%d}".formatted(table, version);
    return new Notification(
        table, "UPDATE", "u", recordId, null, at, batchId, at, Utf8Text.of(payload));
  }

  private static Notification with(Notification n, @Nullable String payload) {
    return new Notification(
        n.table(),
        n.operation(),
        n.userId(),
        n.recordId(),
        n.agentId(),
        n.timestamp(),
        n.batchId(),
        n.receivedAt(),
        payload == null ? null : Utf8Text.of(payload));
  }
}
