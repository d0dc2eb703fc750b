package io.triggerscope.ui;

import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.PrettyJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The payloads of a transaction one at a time, pretty or exactly as received. */
final class PayloadPager extends VBox {

  private final Transaction transaction;
  private final Label position = new Label();
  private final CodeView text = new CodeView();
  private final Button copy = new Button("Copy payload");
  private final ToggleButton raw = new ToggleButton("Raw");
  private final Button previous = new Button(null, Icons.of("fth-chevron-left"));
  private final Button next = new Button(null, Icons.of("fth-chevron-right"));
  private final IntegerProperty shown;
  private final ChangeListener<Number> listener;

  /**
   * @param shown the index of the notification whose payload is shown
   */
  PayloadPager(Transaction transaction, IntegerProperty shown) {
    this.transaction = transaction;
    this.shown = shown;
    getStyleClass().add("payload-pager");
    position.setId("payload-position");
    position.getStyleClass().addAll("muted", "small");
    previous.setOnAction(_ -> shown.set(shown.get() - 1));
    previous.setAccessibleText("Previous payload");
    next.setOnAction(_ -> shown.set(shown.get() + 1));
    next.setAccessibleText("Next payload");
    raw.setOnAction(_ -> show(shown.get()));
    copy.setOnAction(_ -> copy());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var pages = new HBox(position, space, previous, next);
    pages.getStyleClass().add("toolbar");
    var actions = new HBox(copy, raw);
    actions.getStyleClass().add("toolbar");
    text.setMinHeight(56);
    VBox.setVgrow(text, Priority.ALWAYS);
    VBox.setVgrow(this, Priority.ALWAYS);
    getChildren().addAll(pages, text, actions);
    // gone with this pager, which the property outlives
    listener = (_, _, index) -> show(index.intValue());
    shown.addListener(new WeakChangeListener<>(listener));
    show(shown.get());
  }

  private void copy() {
    var payload = transaction.notification(shown.get()).payload();
    if (payload != null) {
      Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, payload));
    }
  }

  private void show(int index) {
    var payload = transaction.notification(index).payload();
    var place =
        "Payload "
            + Format.count(index + 1L)
            + " of "
            + Format.count(transaction.notifications())
            + " · ";
    copy.setDisable(payload == null);
    previous.setDisable(index == 0);
    next.setDisable(index == transaction.notifications() - 1);
    if (payload == null) {
      position.setText(place + "no longer kept");
      text.show("Newer payloads took its place while the view stood still.", Code.Language.PLAIN);
    } else {
      position.setText(
          place + Format.count(payload.getBytes(StandardCharsets.UTF_8).length) + " bytes");
      text.show(raw.isSelected() ? payload : PrettyJson.of(payload), Code.Language.JSON);
    }
  }
}
