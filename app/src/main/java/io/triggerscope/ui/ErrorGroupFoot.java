package io.triggerscope.ui;

import io.triggerscope.model.ErrorGroup;
import io.triggerscope.viewmodel.ErrorGroupsViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.Preferences;
import java.time.Instant;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * All of the chosen group: its fingerprint, when it was seen, its tables, the note on it, and what
 * can be done with it. Confined to the FX thread.
 */
final class ErrorGroupFoot extends VBox {

  private final ErrorGroupsViewModel groups;
  private final Preferences preferences;
  private final Supplier<Instant> now;
  private final Label fingerprint = new Label();
  private final Label seen = new Label();
  private final FlowPane tables = new FlowPane();
  private final Label noted = new Label();
  private final Button split = button("Split", "errors-split-group");
  private final Button acknowledge = button("Acknowledge…", "errors-acknowledge");
  private final Button mute = button("Mute…", "errors-mute");
  private final Button forget = button("Take note back", "errors-forget-note");

  ErrorGroupFoot(ErrorGroupsViewModel groups, Preferences preferences, Supplier<Instant> now) {
    this.groups = groups;
    this.preferences = preferences;
    this.now = now;
    getStyleClass().add("group-foot");
    fingerprint.setId("errors-fingerprint");
    fingerprint.getStyleClass().add("mono");
    seen.setId("errors-group-seen");
    seen.getStyleClass().addAll("muted", "small");
    noted.setId("errors-group-note");
    noted.getStyleClass().addAll("small");
    for (var label : new Label[] {fingerprint, seen, noted}) {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      label.managedProperty().bind(label.textProperty().isNotEmpty());
    }
    tables.getStyleClass().add("chips");
    var buttons = new HBox(split, acknowledge, mute, forget);
    buttons.getStyleClass().add("line");
    getChildren().addAll(fingerprint, seen, tables, noted, buttons);
    InvalidationListener show = _ -> show(groups.chosenProperty().get());
    groups.chosenProperty().addListener(show);
    groups.notes().notesProperty().addListener(show);
    preferences.zoneProperty().addListener(show);
    show.invalidated(groups.chosenProperty());
  }

  private static Button button(String text, String id) {
    var button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small-button");
    button.setMinWidth(USE_PREF_SIZE);
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void show(@Nullable ErrorGroup group) {
    setVisible(group != null);
    setManaged(group != null);
    if (group == null) {
      return;
    }
    var zone = preferences.zoneProperty().get();
    boolean isSplit = groups.splitProperty().get() != null;
    fingerprint.setText((group.sqlstate() + " " + group.text()).strip());
    seen.setText(
        Format.count(group.rows(), "error")
            + " · first "
            + Format.moment(group.first(), now.get(), zone)
            + " · last "
            + Format.moment(group.last(), now.get(), zone));
    tables
        .getChildren()
        .setAll(group.tables().stream().map(name -> new Chip(FacetMenu.named(name))).toList());
    var note = groups.note(group);
    noted.setText(
        note == null
            ? ""
            : Format.capitalized(note.mark().word())
                + " "
                + Format.moment(note.at(), now.get(), zone)
                + (note.text().isEmpty() ? "" : ": " + note.text()));
    split.setVisible(!isSplit);
    acknowledge.setVisible(!isSplit);
    mute.setVisible(!isSplit && (note == null || note.mark() != Mark.MUTED));
    forget.setVisible(note != null);
    split.setOnAction(_ -> groups.split(group));
    acknowledge.setOnAction(_ -> ask(group, Mark.ACKNOWLEDGED, acknowledge));
    mute.setOnAction(_ -> ask(group, Mark.MUTED, mute));
    forget.setOnAction(_ -> groups.unmark(group));
  }

  private void ask(ErrorGroup group, Mark mark, Button owner) {
    switch (mark) {
      case ACKNOWLEDGED ->
          new NotePopover(
                  "Known until another one comes. Kept on this computer.",
                  "Acknowledge",
                  "acknowledge",
                  note -> groups.mark(group, mark, note))
              .showAbove(owner);
      case MUTED ->
          new NotePopover(
                  "Hidden until it is asked for. Kept on this computer.",
                  "Mute",
                  "mute",
                  note -> groups.mark(group, mark, note))
              .showAbove(owner);
    }
  }
}
