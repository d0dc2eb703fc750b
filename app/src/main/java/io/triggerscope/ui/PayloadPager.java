package io.triggerscope.ui;

import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.DifferenceText;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.LatencySplit;
import io.triggerscope.viewmodel.PayloadDifference.Result;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.PrettyJson;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of a transaction one at a time: how long each took, its payload, and what can
 * be done with it. Confined to the FX thread.
 */
final class PayloadPager extends VBox {

  private static final String LATENCY =
      """
      The payload's time is the start of the transaction by the server's clock,
      so a long transaction counts in full. The server's clock is compared with
      this computer's by the shortest of the newest round trips on the LISTEN
      connection; it may be off by half of that. A payload that bears whole
      seconds is off by up to one more.""";

  private final Transaction transaction;
  private final TimelineViewModel timeline;
  private final Preferences preferences;
  private final ObjectProperty<PayloadForm> form;
  private final Label position = new Label();
  private final Label latency = new Label();
  private final CodeView text = new CodeView();
  private final Button previous = new Button(null, Icons.of("fth-chevron-left"));
  private final Button next = new Button(null, Icons.of("fth-chevron-right"));
  private final NotificationActions actions;

  // kept here, as what they listen to outlives this pager and holds them weakly
  private final ChangeListener<Number> turned = (_, _, index) -> show(index.intValue());
  private final ChangeListener<@Nullable Result> compared = (_, _, found) -> compared(found);

  /**
   * @param form how payloads are shown, of this transaction and the next ones
   */
  PayloadPager(
      Transaction transaction,
      TimelineViewModel timeline,
      Preferences preferences,
      ObjectProperty<PayloadForm> form) {
    this.transaction = transaction;
    this.timeline = timeline;
    this.preferences = preferences;
    this.form = form;
    this.actions = new NotificationActions(transaction, timeline, preferences);
    getStyleClass().add("payload-pager");
    position.setId("payload-position");
    position.getStyleClass().addAll("muted", "small");
    latency.setId("payload-latency");
    latency.getStyleClass().addAll("muted", "small");
    latency.setWrapText(true);
    latency.setMinHeight(USE_PREF_SIZE);
    latency.setTooltip(new Tooltip(LATENCY));
    text.setId("payload-text");
    text.setMinHeight(76);
    VBox.setVgrow(text, Priority.ALWAYS);
    VBox.setVgrow(this, Priority.ALWAYS);
    getChildren().addAll(position, latency, bar(), text, actions);
    var shown = timeline.table().notificationProperty();
    shown.addListener(new WeakChangeListener<>(turned));
    timeline.difference().resultProperty().addListener(new WeakChangeListener<>(compared));
    FilterItems.install(
        text, timeline.filter(), _ -> FilterItems.of(transaction.notification(shown.get())));
    show(shown.get());
  }

  private HBox bar() {
    var shown = timeline.table().notificationProperty();
    previous.setOnAction(_ -> shown.set(shown.get() - 1));
    previous.setAccessibleText("Previous payload");
    next.setOnAction(_ -> shown.set(shown.get() + 1));
    next.setAccessibleText("Next payload");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var bar = new HBox(forms(), space, previous, next);
    bar.getStyleClass().add("detail-bar");
    return bar;
  }

  private HBox forms() {
    var group = new ToggleGroup();
    var forms = new HBox();
    forms.getStyleClass().add("detail-bar");
    for (var each : PayloadForm.values()) {
      var button = new ToggleButton(each.title());
      button.setId("payload-" + each.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().add("segment");
      button.setMinWidth(USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setSelected(each == form.get());
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            form.set(each);
            showPayload(notification());
          });
      forms.getChildren().add(button);
    }
    return forms;
  }

  private Notification notification() {
    return transaction.notification(timeline.table().notificationProperty().get());
  }

  private void show(int index) {
    if (index >= transaction.notifications()) {
      return; // another transaction has been chosen, whose pager takes this one's place
    }
    var notification = transaction.notification(index);
    var payload = notification.payload();
    position.setText(
        "Payload "
            + Format.count(index + 1L)
            + " of "
            + Format.count(transaction.notifications())
            + " · "
            + (payload == null
                ? "no longer kept"
                : Format.count(payload.getBytes(StandardCharsets.UTF_8).length) + " bytes"));
    latency.setText(LatencySplit.of(notification, timeline.serverClock()).text());
    previous.setDisable(index == 0);
    next.setDisable(index == transaction.notifications() - 1);
    actions.show(notification);
    showPayload(notification);
  }

  private void showPayload(Notification notification) {
    timeline.difference().cancel();
    var payload = notification.payload();
    if (payload == null) {
      text.show("Newer payloads took its place while the view stood still.", Code.Language.PLAIN);
      return;
    }
    switch (form.get()) {
      case PRETTY -> text.show(PrettyJson.of(payload), Code.Language.JSON);
      case RAW -> text.show(payload, Code.Language.JSON);
      case DIFFERENCE -> {
        text.show("Looking for the notification before…", Code.Language.PLAIN);
        timeline.difference().ask(notification);
      }
    }
  }

  private void compared(@Nullable Result found) {
    if (found != null) {
      text.show(
          DifferenceText.of(found, preferences.zoneProperty().get()), Code.Language.DIFFERENCE);
    }
  }
}
