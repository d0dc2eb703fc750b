package io.triggerscope.viewmodel;

import io.triggerscope.feed.export.NotificationRow;
import io.triggerscope.feed.export.Redaction;
import io.triggerscope.feed.export.TextTable;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are copied: for people as the screen shows them, but with the date and the zone,
 * which a ticket does not tell; for programs exact and in UTC. Pure functions.
 */
final class CopiedRows {

  private CopiedRows() {}

  static TextTable shown(List<Transaction> transactions, ZoneId zone) {
    return new TextTable(
        List.of(
            "Received (" + zone + ")",
            "Transaction",
            "Tables",
            "Notifications",
            "Batches",
            "Users",
            "Cache ops",
            "Saved",
            "Latency"),
        transactions.stream().map(transaction -> shown(transaction, zone)).toList());
  }

  private static List<@Nullable String> shown(Transaction transaction, ZoneId zone) {
    return row(
        Format.dateTime(transaction.firstReceivedAt(), zone),
        transaction.batchId(),
        tables(transaction),
        Format.count(transaction.notifications()),
        Format.count(transaction.batches().size()),
        Format.count(transaction.users().size()),
        Format.count(transaction.batchedOps()),
        transaction.naiveOps() == transaction.batchedOps()
            ? "–"
            : Format.percent(transaction.saved()),
        Format.duration(transaction.latency()));
  }

  static TextTable exact(List<Transaction> transactions) {
    return new TextTable(
        List.of(
            "batch_id",
            "first_received_at",
            "tables",
            "notifications",
            "batches",
            "users",
            "naive_ops",
            "batched_ops",
            "latency_seconds"),
        transactions.stream().map(CopiedRows::exact).toList());
  }

  private static List<@Nullable String> exact(Transaction transaction) {
    return row(
        transaction.batchId(),
        transaction.firstReceivedAt().toString(),
        tables(transaction),
        Integer.toString(transaction.notifications()),
        Integer.toString(transaction.batches().size()),
        Integer.toString(transaction.users().size()),
        Long.toString(transaction.naiveOps()),
        Long.toString(transaction.batchedOps()),
        seconds(transaction.latency()));
  }

  /** {@code calls 40, users 2}. */
  private static String tables(Transaction transaction) {
    return transaction.tables().entrySet().stream()
        .map(table -> table.getKey() + " " + table.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .toPlainString();
  }

  static TextTable shown(Notification notification, ZoneId zone) {
    return new TextTable(
        List.of(
            "Received (" + zone + ")",
            "Transaction",
            "Table",
            "Operation",
            "User",
            "Record",
            "Agent",
            "Payload"),
        List.of(
            row(
                Format.dateTime(notification.receivedAt(), zone),
                notification.batchId(),
                notification.table(),
                notification.operation(),
                notification.userId(),
                notification.recordId(),
                notification.agentId(),
                notification.payload())));
  }

  static TextTable exact(Notification notification) {
    return new TextTable(
        NotificationRow.titles(Redaction.NONE),
        List.of(NotificationRow.cells(notification, Redaction.NONE)));
  }

  private static List<@Nullable String> row(@Nullable String... cells) {
    return Arrays.asList(cells);
  }
}
