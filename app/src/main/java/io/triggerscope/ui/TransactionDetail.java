package io.triggerscope.ui;

import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimelineViewModel;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The chosen transaction: what it costs, whom it concerns most, and its notifications one by one.
 * Confined to the FX thread.
 */
final class TransactionDetail extends StackPane {

  private static final String NONE = "–";

  private final TimelineViewModel timeline;
  private final Preferences preferences;
  private final ObjectProperty<PayloadForm> form =
      new SimpleObjectProperty<>(this, "form", PayloadForm.PRETTY);

  TransactionDetail(TimelineViewModel timeline, Preferences preferences) {
    this.timeline = timeline;
    this.preferences = preferences;
    getStyleClass().add("card");
    setId("transaction-detail");
    setMinWidth(280);
    timeline.table().selectedProperty().subscribe(chosen -> getChildren().setAll(content(chosen)));
  }

  private Node content(@Nullable Transaction transaction) {
    if (transaction == null) {
      return new EmptyState(
          "No transaction chosen",
          "Choose one in the table or on the timeline to see what it invalidates.");
    }
    var body =
        new VBox(
            figures(transaction),
            caption("Cascade, top users"),
            new CascadeUsers(transaction, timeline.filter()),
            new PayloadPager(transaction, timeline, preferences, form));
    body.getStyleClass().add("detail");
    body.setMinWidth(0);
    var scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return new Card("Transaction " + transaction.batchId(), scroll).beside(summary(transaction));
  }

  private static Label summary(Transaction transaction) {
    int batches = transaction.batches().size();
    var summary =
        caption(
            Format.count(transaction.notifications(), "notification")
                + " · "
                + (batches == 1 ? "1 batch" : Format.count(batches) + " batches")
                + " · "
                + Format.count(transaction.users().size(), "user"));
    summary.setId("transaction-summary");
    summary.setWrapText(true);
    return summary;
  }

  private static FlowPane figures(Transaction transaction) {
    boolean saves = transaction.naiveOps() != transaction.batchedOps();
    var saved = figure("saved", saves ? Format.percent(transaction.saved()) : NONE);
    if (saves) {
      saved.getChildren().getLast().getStyleClass().add("good");
    }
    var figures =
        new FlowPane(
            figure("naïve cache ops", Format.count(transaction.naiveOps())),
            figure("batched", Format.count(transaction.batchedOps())),
            saved);
    figures.getStyleClass().add("detail-figures");
    figures.setMinHeight(Region.USE_PREF_SIZE);
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
    caption.setMinHeight(Region.USE_PREF_SIZE);
    return caption;
  }
}
