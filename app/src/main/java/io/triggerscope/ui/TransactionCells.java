package io.triggerscope.ui;

import io.triggerscope.model.Cascade;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimelineRow;
import io.triggerscope.viewmodel.TimelineRow.OfBatch;
import io.triggerscope.viewmodel.TimelineRow.OfNotification;
import io.triggerscope.viewmodel.TimelineRow.OfTransaction;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** What the table of transactions says of a row, column by column. Confined to the FX thread. */
final class TransactionCells {

  private static final int MOST_CHIPS = 2;
  private static final String NONE = "–";

  private TransactionCells() {}

  static HBox tables(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> chips(transaction.tables().keySet());
      case OfBatch batch -> chips(batch.batch().tables().keySet());
      case OfNotification notification -> chips(List.of(notification.notification().table()));
    };
  }

  private static HBox chips(Collection<String> tables) {
    var chips = new HBox();
    chips.getStyleClass().add("chips");
    tables.stream().limit(MOST_CHIPS).forEach(table -> chips.getChildren().add(new Chip(table)));
    int more = tables.size() - MOST_CHIPS;
    if (more > 0) {
      var rest = new Label("+" + more);
      rest.getStyleClass().addAll("muted", "small");
      rest.setTooltip(new Tooltip(String.join(", ", tables)));
      chips.getChildren().add(rest);
    }
    return chips;
  }

  static String notifications(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> Format.count(transaction.notifications());
      case OfBatch batch -> Format.count(batch.batch().size());
      case OfNotification(_, var index) -> "#" + Format.count(index + 1L);
    };
  }

  static String batches(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> Format.count(transaction.batches().size());
      case OfBatch _, OfNotification _ -> "";
    };
  }

  static String users(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> Format.count(transaction.users().size());
      case OfBatch batch -> Format.count(batch.batch().cascade().domains().size());
      case OfNotification _ -> "";
    };
  }

  static String cacheOps(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> Format.count(transaction.batchedOps());
      case OfBatch batch -> Format.count(batch.batch().cascade().batchedOps());
      case OfNotification _ -> "";
    };
  }

  static String saved(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) ->
          saved(transaction.naiveOps(), transaction.batchedOps());
      case OfBatch batch ->
          saved(batch.batch().cascade().naiveOps(), batch.batch().cascade().batchedOps());
      case OfNotification _ -> "";
    };
  }

  /** Nothing to save where as many operations are needed batched as alone. */
  private static String saved(long naiveOps, long batchedOps) {
    return naiveOps == batchedOps ? NONE : Format.percent(Cascade.saved(naiveOps, batchedOps));
  }

  static String latency(TimelineRow row) {
    return switch (row) {
      case OfTransaction(var transaction, _) -> Format.duration(transaction.latency());
      case OfBatch _ -> "";
      case OfNotification row1 ->
          Format.duration(
              Duration.between(row1.notification().timestamp(), row1.notification().receivedAt()));
    };
  }
}
