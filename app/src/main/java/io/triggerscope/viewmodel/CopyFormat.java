package io.triggerscope.viewmodel;

import io.triggerscope.feed.export.Csv;
import io.triggerscope.feed.export.SqlList;
import io.triggerscope.feed.export.TransactionJson;
import io.triggerscope.model.Batch;
import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A form in which chosen transactions, or one notification, are copied. Immutable.
 *
 * <p>No copy takes long, so that it can be made on the FX thread: of more than {@value #MOST}
 * transactions or of their notifications, or after {@value #MOST_CHARACTERS} characters of JSON,
 * the rest is left out, and the copy itself says how much that is.
 */
public enum CopyFormat {
  TEXT("Text"),
  JSON("JSON"),
  CSV("CSV"),
  MARKDOWN("Markdown table"),
  RECORD_IDS("SQL list of record ids"),
  USER_IDS("SQL list of user ids"),
  TRANSACTION_IDS("SQL list of transaction ids");

  static final int MOST = 5_000;
  static final int MOST_CHARACTERS = 4_000_000;

  private final String title;

  CopyFormat(String title) {
    this.title = title;
  }

  /** For a menu. */
  public String title() {
    return title;
  }

  /** These transactions in this form. */
  public String of(List<Transaction> transactions, ZoneId zone) {
    int some = Math.min(MOST, transactions.size());
    var first = transactions.subList(0, some);
    int more = transactions.size() - some;
    var rest = leftOut(more, "transaction");
    return switch (this) {
      case TEXT -> CopiedRows.shown(first, zone).text() + rest.map(s -> s + "\n").orElse("");
      case JSON -> new TransactionJson(MOST, MOST_CHARACTERS).of(first, more);
      case CSV -> CopiedRows.exact(first).csv() + rest.map(s -> Csv.row(s)).orElse("");
      case MARKDOWN ->
          CopiedRows.shown(first, zone).markdown() + rest.map(s -> "\n" + s + "\n").orElse("");
      case RECORD_IDS -> ids(first, Notification::recordId) + comment(rest);
      case USER_IDS -> ids(first, Notification::userId) + comment(rest);
      case TRANSACTION_IDS ->
          SqlList.of(first.stream().map(Transaction::batchId).toList()) + comment(rest);
    };
  }

  /** This notification in this form. */
  public String of(Notification notification, ZoneId zone) {
    return switch (this) {
      case TEXT -> CopiedRows.shown(notification, zone).text();
      case JSON -> new TransactionJson(MOST, MOST_CHARACTERS).of(notification);
      case CSV -> CopiedRows.exact(notification).csv();
      case MARKDOWN -> CopiedRows.shown(notification, zone).markdown();
      case RECORD_IDS -> list(notification.recordId());
      case USER_IDS -> list(notification.userId());
      case TRANSACTION_IDS -> list(notification.batchId());
    };
  }

  private static String list(@Nullable String id) {
    return SqlList.of(id == null ? List.of() : List.of(id));
  }

  private static String ids(
      List<Transaction> transactions, Function<Notification, @Nullable String> id) {
    var ids = new LinkedHashSet<String>();
    long left = 0;
    int room = MOST;
    for (var transaction : transactions) {
      left += transaction.notifications();
      for (var batch : transaction.batches()) {
        if (room == 0) {
          break;
        }
        var some = first(batch, room);
        some.stream().map(id).filter(each -> each != null).forEach(ids::add);
        room -= some.size();
        left -= some.size();
      }
    }
    return SqlList.of(ids) + comment(leftOut(left, "notification"));
  }

  private static List<Notification> first(Batch batch, int most) {
    return batch.notifications().subList(0, Math.min(most, batch.size()));
  }

  /** {@code And 90,000 more transactions, not copied.} */
  private static Optional<String> leftOut(long count, String what) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "And %s more %s%s, not copied."
                .formatted(Format.count(count), what, count == 1 ? "" : "s"));
  }

  /** One that ends where it ends, since the list may stand in the middle of a line. */
  private static String comment(Optional<String> text) {
    return text.map(s -> " /* " + s + " */").orElse("");
  }
}
