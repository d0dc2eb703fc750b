package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.ErrorGroups.Fold;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.TriggerErrorLog;
import io.triggerscope.viewmodel.GroupNotes.Mark;
import io.triggerscope.viewmodel.GroupNotes.Note;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The errors that match, folded: by kind, or one kind split into its messages. Confined to the FX
 * thread.
 */
public final class ErrorGroupsViewModel {

  /** The largest groups are read, no more. */
  static final int MOST = 500;

  private final Session session;
  private final TriggerErrorLog errors;
  private final LastGood<ErrorGroups> groups;
  private final GroupNotes notes;
  private final ObservableList<ErrorGroup> shown = FXCollections.observableArrayList();
  private final ObservableList<ErrorGroup> readOnlyShown =
      FXCollections.unmodifiableObservableList(shown);
  private final ObjectProperty<@Nullable ErrorGroup> chosen =
      new SimpleObjectProperty<>(this, "chosen");
  private final ReadOnlyObjectWrapper<@Nullable ErrorKind> split =
      new ReadOnlyObjectWrapper<>(this, "split");
  private final BooleanProperty withMuted = new SimpleBooleanProperty(this, "withMuted");
  private @Nullable ErrorFilter filter;

  ErrorGroupsViewModel(Session session, GroupNotes notes) {
    this.session = session;
    this.errors = session.errors();
    this.groups = new LastGood<>(session);
    this.notes = notes;
    withMuted.addListener((_, _, _) -> show());
    notes.notesProperty().addListener((_, _, _) -> show());
  }

  /** The groups read last, the muted ones among them. */
  public LastGood<ErrorGroups> groups() {
    return groups;
  }

  /** Those that are shown, the largest first. */
  public ObservableList<ErrorGroup> shown() {
    return readOnlyShown;
  }

  /** The group whose rows are shown; the largest unless the user chose another. */
  public ObjectProperty<@Nullable ErrorGroup> chosenProperty() {
    return chosen;
  }

  /** The kind that is split into its messages; null while all are folded. */
  public ReadOnlyObjectProperty<@Nullable ErrorKind> splitProperty() {
    return split.getReadOnlyProperty();
  }

  /** Whether muted groups are shown as well. */
  public BooleanProperty withMutedProperty() {
    return withMuted;
  }

  /** How many groups are not shown since they are muted. */
  public long muted() {
    var read = groups.value();
    return read == null || split.get() != null
        ? 0
        : read.largestFirst().stream().filter(this::isMuted).count();
  }

  public @Nullable Note note(ErrorGroup group) {
    return split.get() == null ? notes.of(group.kind()) : null;
  }

  public GroupNotes notes() {
    return notes;
  }

  /** Notes that the group is known. */
  public void mark(ErrorGroup group, Mark mark, String text) {
    notes.put(new Note(group.kind(), mark, text.strip(), session.clock().instant()));
  }

  /** Takes the note on a group back. */
  public void unmark(ErrorGroup group) {
    notes.remove(group.kind());
  }

  /** Shows the distinct messages of a group. */
  public void split(ErrorGroup group) {
    split.set(group.kind());
    chosen.set(null);
    again();
  }

  /** Folds the messages again. */
  public void fold() {
    split.set(null);
    chosen.set(null);
    again();
  }

  /** The rows of a group. */
  ErrorFilter rows(ErrorFilter all, ErrorGroup group) {
    return split.get() == null
        ? all.only(group.kind())
        : all.only(ErrorField.SQLSTATE, group.sqlstate()).only(ErrorField.MESSAGE, group.text());
  }

  private void again() {
    if (filter != null) {
      read(filter, () -> {});
    }
  }

  /**
   * Folds what matches on the server.
   *
   * @param then run after it was read
   */
  void read(ErrorFilter wanted, Runnable then) {
    filter = wanted;
    var kind = split.get();
    groups.read(
        () ->
            kind == null
                ? errors.groups(wanted, Fold.FINGERPRINT, MOST)
                : errors.groups(wanted.only(kind), Fold.MESSAGE, MOST),
        _ -> {
          show();
          then.run();
        });
  }

  private void show() {
    var read = groups.value();
    var before = chosen.get();
    var visible =
        read == null
            ? List.<ErrorGroup>of()
            : read.largestFirst().stream()
                .filter(group -> withMuted.get() || !isMuted(group))
                .toList();
    if (!visible.equals(shown)) {
      shown.setAll(visible);
    }
    chosen.set(
        visible.stream()
            .filter(group -> before != null && group.kind().equals(before.kind()))
            .findFirst()
            .orElse(visible.isEmpty() ? null : visible.getFirst()));
  }

  private boolean isMuted(ErrorGroup group) {
    var note = note(group);
    return note != null && note.mark() == Mark.MUTED;
  }
}
