package io.triggerscope.ui;

import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import io.triggerscope.viewmodel.CopyFormat;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.TimelineFilter.Field;
import io.triggerscope.viewmodel.TimelineMarks;
import io.triggerscope.viewmodel.TimelineViewModel;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/** What can be done with the notification shown and its transaction. Confined to the FX thread. */
final class NotificationActions extends FlowPane {

  private final Transaction transaction;
  private final TimelineMarks marks;
  private final Button filter = new Button("Filter for user");
  private final MenuItem payload = new MenuItem("Payload as received");
  private final Button mark = new Button();

  /** Kept here, as the marks outlive these buttons and hold it weakly. */
  private final ListChangeListener<TimelineMarks.Mark> marked = _ -> showMark();

  private Notification shown;

  NotificationActions(
      Transaction transaction, TimelineViewModel timeline, Preferences preferences) {
    this.transaction = transaction;
    this.marks = timeline.marks();
    this.shown = transaction.notification(0);
    getStyleClass().add("detail-actions");
    setMinHeight(USE_PREF_SIZE);
    filter.setId("filter-user");
    filter.setMinWidth(USE_PREF_SIZE);
    filter.setOnAction(_ -> timeline.filter().only(Field.USER, shown.userId()));
    mark.setId("mark");
    mark.setMinWidth(USE_PREF_SIZE);
    mark.setOnAction(_ -> mark());
    marks.marks().addListener(new WeakListChangeListener<>(marked));
    showMark();
    getChildren().addAll(filter, copies(preferences), mark);
  }

  private MenuButton copies(Preferences preferences) {
    var copy = new MenuButton("Copy as");
    copy.setId("copy-as");
    copy.setMinWidth(USE_PREF_SIZE);
    payload.setOnAction(_ -> Copying.copy(Objects.requireNonNullElse(shown.payload(), "")));
    copy.getItems().addAll(payload, new SeparatorMenuItem());
    for (var format : CopyFormat.values()) {
      var item = new MenuItem(format.title());
      item.setOnAction(_ -> Copying.copy(format.of(shown, preferences.zoneProperty().get())));
      copy.getItems().add(item);
    }
    return copy;
  }

  /** Makes another notification of the transaction the one that is acted on. */
  void show(Notification notification) {
    shown = notification;
    payload.setDisable(notification.payload() == null);
    var user = notification.userId();
    filter.setDisable(user == null);
    filter.setTooltip(user == null ? null : new Tooltip(user));
  }

  private void mark() {
    if (marks.isMarked(transaction)) {
      marks.unmark(transaction);
    } else {
      new NotePopover("Note on the timeline", "Mark", "mark", note -> marks.mark(transaction, note))
          .showAbove(mark);
    }
  }

  private void showMark() {
    boolean isMarked = marks.isMarked(transaction);
    mark.setText(isMarked ? "Remove mark" : "Mark…");
    var note = marks.note(transaction);
    mark.setTooltip(note.isEmpty() ? null : new Tooltip(note));
  }
}
