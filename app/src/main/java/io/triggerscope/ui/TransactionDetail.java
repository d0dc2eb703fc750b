package io.triggerscope.ui;

import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** The chosen transaction: what it costs, whom it concerns most, and its payloads one by one. */
final class TransactionDetail extends StackPane {

  private static final int TOP_USERS = 4;
  private static final double LONGEST_BAR = 44;

  TransactionDetail(TimelineViewModel timeline) {
    getStyleClass().add("card");
    setId("transaction-detail");
    setMinWidth(280);
    timeline
        .selectedProperty()
        .subscribe(transaction -> getChildren().setAll(content(transaction, timeline)));
  }

  private static Node content(@Nullable Transaction transaction, TimelineViewModel timeline) {
    if (transaction == null) {
      return new EmptyState(
          "No transaction chosen",
          "Choose one in the table or on the timeline to see what it invalidates.");
    }
    var summary =
        new Label(
            Format.count(transaction.notifications(), "notification")
                + " · "
                + (transaction.batches().size() == 1
                    ? "1 batch"
                    : Format.count(transaction.batches().size()) + " batches")
                + " · "
                + Format.count(transaction.users().size(), "user"));
    summary.getStyleClass().addAll("muted", "small");
    var body =
        new VBox(
            figures(transaction),
            caption("Cascade, top users"),
            users(transaction),
            new PayloadPager(transaction, timeline.notificationProperty()));
    body.getStyleClass().add("card-body");
    return new Card("Transaction " + transaction.batchId(), body).beside(summary);
  }

  private static HBox figures(Transaction transaction) {
    var saved = figure("saved", Format.percent(transaction.saved()));
    saved.getChildren().getLast().getStyleClass().add("good");
    var figures =
        new HBox(
            figure("naïve cache ops", Format.count(transaction.naiveOps())),
            figure("batched", Format.count(transaction.batchedOps())),
            saved);
    figures.getStyleClass().add("figures");
    return figures;
  }

  private static VBox figure(String name, String value) {
    var figure = new Label(value);
    figure.getStyleClass().add("figure");
    figure.setMinWidth(Region.USE_PREF_SIZE);
    var caption = caption(name);
    caption.setMinWidth(Region.USE_PREF_SIZE);
    return new VBox(caption, figure);
  }

  private static Label caption(String text) {
    var caption = new Label(text);
    caption.getStyleClass().addAll("muted", "small");
    return caption;
  }

  private static Node users(Transaction transaction) {
    if (transaction.users().isEmpty()) {
      return caption("No cascade rule applies to these changes.");
    }
    var rows = new GridPane();
    rows.getStyleClass().add("cascade-users");
    var top =
        transaction.users().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(TOP_USERS)
            .toList();
    int greatest = top.getFirst().getValue();
    for (var user : top) {
      int row = rows.getRowCount();
      var id = new Label(Format.briefId(user.getKey()));
      id.getStyleClass().add("mono");
      id.setTooltip(new Tooltip(user.getKey()));
      id.setMinWidth(Region.USE_PREF_SIZE);
      var bar = new Region();
      bar.getStyleClass().add("bar");
      double length = Math.max(3, LONGEST_BAR * user.getValue() / greatest);
      bar.setMinWidth(length);
      bar.setMaxSize(length, 9);
      var ops = new Label(Format.count(user.getValue()));
      ops.getStyleClass().addAll("mono", "muted");
      ops.setMinWidth(Region.USE_PREF_SIZE);
      rows.addRow(row, id, bar, ops, domains(transaction, user.getKey()));
    }
    return rows;
  }

  private static HBox domains(Transaction transaction, String user) {
    var series = new TreeSet<String>();
    for (var batch : transaction.batches()) {
      for (CacheDomain domain : batch.cascade().domains().getOrDefault(user, Set.of())) {
        series.add(domain.series());
      }
    }
    var chips = new HBox();
    chips.getStyleClass().add("chips");
    chips.setAlignment(Pos.CENTER_LEFT);
    series.forEach(name -> chips.getChildren().add(new Chip(name)));
    // in a narrow pane they are cut off at its edge, and the tooltip has them all
    chips.setMinWidth(0);
    var edge = new Rectangle();
    edge.widthProperty().bind(chips.widthProperty());
    edge.heightProperty().bind(chips.heightProperty());
    chips.setClip(edge);
    Tooltip.install(chips, new Tooltip(String.join(", ", series)));
    GridPane.setHgrow(chips, Priority.ALWAYS);
    return chips;
  }
}
