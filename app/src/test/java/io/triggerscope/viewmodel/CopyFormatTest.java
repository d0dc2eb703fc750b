package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.model.Batch;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Cascade;
import io.triggerscope.model.ClosedBy;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import io.triggerscope.model.Utf8Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class CopyFormatTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Notification CALL = notification("calls", "ann", "r1", "77", "{\"a\":\t1}");
  private static final Notification AGENT = notification("agents", "O'Hara|", null, "77", "{}");
  private static final Transaction BOTH = transaction(CALL, AGENT);
  private static final Transaction ONE = transaction(notification("calls", "ann", "r2", "78", ""));

  @Test
  void textIsWhatTheTableShows() {
    assertThat(CopyFormat.TEXT.of(List.of(BOTH, ONE), BERLIN))
        .isEqualTo(
            """
            Received (Europe/Berlin)	Transaction	Tables	Notifications	Batches	Users	Cache ops	Saved	\
            Latency
            22 Nov 13:00:00.250	77	calls 1, agents 1	2	1	1	1	75.0 %	250.0 ms
            22 Nov 13:00:00.250	78	calls 1	1	1	1	1	75.0 %	250.0 ms
            """);
  }

  @Test
  void csvIsExact() {
    assertThat(CopyFormat.CSV.of(List.of(BOTH), BERLIN))
        .isEqualTo(
            """
            batch_id,first_received_at,tables,notifications,batches,users,naive_ops,batched_ops,\
            latency_seconds\r
            77,2026-11-22T12:00:00.250Z,"calls 1, agents 1",2,1,1,4,1,0.250000000\r
            """);
  }

  @Test
  void markdownIsATable() {
    assertThat(CopyFormat.MARKDOWN.of(AGENT, BERLIN))
        .isEqualTo(
            """
            | Received (Europe/Berlin) | Transaction | Table | Operation | User | Record | Agent | \
            Payload |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | 22 Nov 13:00:00.250 | 77 | agents | UPDATE | O'Hara\\| |  |  | {} |
            """);
  }

  @Test
  void jsonHoldsTheTransactionsAndTheirNotifications() {
    assertThat(CopyFormat.JSON.of(List.of(ONE), BERLIN))
        .isEqualTo(
            """
            [ {
              "batch_id": "78",
              "first_received_at": "2026-11-22T12:00:00.250Z",
              "notifications": 1,
              "batches": 1,
              "naive_ops": 4,
              "batched_ops": 1,
              "tables": {
                "calls": 1
              },
              "records": [ {
                "batch_id": "78",
                "table": "calls",
                "operation": "UPDATE",
                "user_id": "ann",
                "record_id": "r2",
                "agent_id": null,
                "timestamp": "2026-11-22T12:00:00Z",
                "received_at": "2026-11-22T12:00:00.250Z",
                "payload": ""
              } ]
            } ]
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "RECORD_IDS      → ('r1', 'r2')",
        "USER_IDS        → ('ann', 'O''Hara|')",
        "TRANSACTION_IDS → (77, 78)",
      })
  void sqlListsHoldEachIdOnceAndNoNull(CopyFormat format, String list) {
    assertThat(format.of(List.of(BOTH, ONE), BERLIN)).isEqualTo(list);
  }

  @Test
  void aNotificationIsCopiedInEachForm() {
    assertThat(CopyFormat.TEXT.of(CALL, BERLIN))
        .isEqualTo(
            """
            Received (Europe/Berlin)	Transaction	Table	Operation	User	Record	Agent	Payload
            22 Nov 13:00:00.250	77	calls	UPDATE	ann	r1		{"a": 1}
            """);
    assertThat(CopyFormat.CSV.of(CALL, BERLIN))
        .isEqualTo(
            """
            batch_id,table,operation,user_id,record_id,agent_id,timestamp,received_at,payload\r
            77,calls,UPDATE,ann,r1,,2026-11-22T12:00:00Z,2026-11-22T12:00:00.250Z,\
            "{""a"":\t1}"\r
            """);
    assertThat(CopyFormat.RECORD_IDS.of(CALL, BERLIN)).isEqualTo("('r1')");
    assertThat(CopyFormat.RECORD_IDS.of(AGENT, BERLIN)).isEqualTo("(NULL)");
    assertThat(CopyFormat.USER_IDS.of(AGENT, BERLIN)).isEqualTo("('O''Hara|')");
    assertThat(CopyFormat.TRANSACTION_IDS.of(CALL, BERLIN)).isEqualTo("(77)");
    var json = JsonMapper.shared().readTree(CopyFormat.JSON.of(CALL, BERLIN));
    assertThat(json.get(0).get("payload").stringValue()).isEqualTo("{\"a\":\t1}");
  }

  @Test
  void aTransactionTooLargeForTheClipboardSaysWhatIsLeftOut() {
    var large = transaction(Collections.nCopies(12_345, CALL).toArray(Notification[]::new));
    var json = JsonMapper.shared().readTree(CopyFormat.JSON.of(List.of(large, ONE), BERLIN));
    assertThat(json.get(0).get("records").size()).isEqualTo(5_000);
    assertThat(json.get(0).get("records_left_out").asInt()).isEqualTo(7_345);
    assertThat(json.get(1).get("records").size()).isEqualTo(0);
    assertThat(json.get(1).get("records_left_out").asInt()).isEqualTo(1);
    assertThat(CopyFormat.RECORD_IDS.of(List.of(large, ONE), BERLIN))
        .isEqualTo("('r1') /* And 7,346 more notifications, not copied. */");
  }

  @Test
  void payloadsTooLongForTheClipboardAreLeftOutWhole() {
    var longest = notification("calls", "ann", "r1", "77", "x".repeat(8_000));
    var large = transaction(Collections.nCopies(1_000, longest).toArray(Notification[]::new));
    var text = CopyFormat.JSON.of(List.of(large), BERLIN);
    assertThat(text.length()).isBetween(4_000_000, 4_020_000);
    var json = JsonMapper.shared().readTree(text).get(0);
    assertThat(json.get("records").size() + json.get("records_left_out").asInt()).isEqualTo(1_000);
    json.get("records")
        .forEach(it -> assertThat(it.get("payload").stringValue()).isEqualTo(longest.payload()));
  }

  @ParameterizedTest
  @EnumSource
  void moreTransactionsThanTheClipboardTakesAreCounted(CopyFormat format) {
    var copy = format.of(Collections.nCopies(5_001, ONE), BERLIN);
    assertThat(copy)
        .endsWith(
            switch (format) {
              case TEXT -> "\nAnd 1 more transaction, not copied.\n";
              case CSV -> "\n\"And 1 more transaction, not copied.\"\r\n";
              case MARKDOWN -> " |\n\nAnd 1 more transaction, not copied.\n";
              case JSON -> "}, {\n  \"transactions_left_out\": 1\n} ]\n";
              case RECORD_IDS -> "('r2') /* And 1 more transaction, not copied. */";
              case USER_IDS -> "('ann') /* And 1 more transaction, not copied. */";
              case TRANSACTION_IDS -> "(78) /* And 1 more transaction, not copied. */";
            });
    assertThat(copy.lines().count())
        .isEqualTo(
            switch (format) {
              case TEXT, CSV -> 5_002;
              case MARKDOWN -> 5_004;
              case JSON -> 1 + 5_000 * 21 + 2;
              case RECORD_IDS, USER_IDS, TRANSACTION_IDS -> 1;
            });
  }

  private static Transaction transaction(Notification... notifications) {
    var batches =
        IntStream.iterate(0, i -> i < notifications.length, i -> i + 50)
            .mapToObj(
                i ->
                    batch(
                        List.of(notifications).subList(i, Math.min(i + 50, notifications.length))))
            .toList();
    return Transaction.of(0, batches);
  }

  private static Batch batch(List<Notification> notifications) {
    var tables = new LinkedHashMap<String, Integer>();
    notifications.forEach(notification -> tables.merge(notification.table(), 1, Integer::sum));
    return new Batch(
        notifications.getFirst().batchId(),
        notifications,
        tables,
        NOON.plusSeconds(1),
        ClosedBy.SIZE,
        new Cascade(Map.of("ann", Set.of(new CacheDomain("calls"))), 4, 1));
  }

  private static Notification notification(
      String table, String user, @Nullable String record, String batchId, String payload) {
    return new Notification(
        table,
        "UPDATE",
        user,
        record,
        null,
        NOON,
        batchId,
        NOON.plus(Duration.ofMillis(250)),
        Utf8Text.of(payload));
  }
}
