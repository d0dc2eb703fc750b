package io.triggerscope.viewmodel;

import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the user has noted of groups of errors of one database: which are known, and which are not
 * to be seen. Kept among the preferences, on this computer only. Confined to the FX thread.
 */
public final class GroupNotes {

  /** What was decided on a group. */
  public enum Mark {
    /** Known; shown as known until another error of its kind comes. */
    ACKNOWLEDGED("acknowledged", "known"),
    /** Known, and neither shown nor counted until the user asks for it. */
    MUTED("muted", "muted");

    private final String word;
    private final String brief;

    Mark(String word, String brief) {
      this.word = word;
      this.brief = brief;
    }

    /** Where there is little room. */
    public String brief() {
      return brief;
    }

    public String word() {
      return word;
    }
  }

  /**
   * A note on a group. Immutable.
   *
   * @param text what the user wrote; may be empty
   */
  public record Note(ErrorKind kind, Mark mark, String text, Instant at) {

    /** Whether a group whose last error came then needs no attention. */
    public boolean covers(Instant last) {
      return switch (mark) {
        case ACKNOWLEDGED -> !last.isAfter(at);
        case MUTED -> true;
      };
    }
  }

  /** As it is kept. */
  record Kept(List<Note> notes) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final Preferences preferences;
  private final String key;
  private final ReadOnlyObjectWrapper<Map<ErrorKind, Note>> notes;

  /**
   * @param database by which its notes are told from those of others
   */
  GroupNotes(Preferences preferences, String database) {
    this.preferences = preferences;
    this.key = "error-groups " + database;
    this.notes = new ReadOnlyObjectWrapper<>(this, "notes", kept(preferences.get(key)));
  }

  /** The notes on the groups of one database. */
  public static GroupNotes of(ConnectionSettings settings, Preferences preferences) {
    return new GroupNotes(preferences, ErrorLogPlace.of(settings).key());
  }

  private static Map<ErrorKind, Note> kept(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      return byKind(JSON.readValue(text, Kept.class).notes());
    } catch (JacksonException e) {
      System.getLogger(GroupNotes.class.getName())
          .log(System.Logger.Level.WARNING, "the notes on groups of errors are not understood", e);
      return Map.of();
    }
  }

  private static Map<ErrorKind, Note> byKind(List<Note> notes) {
    return notes.stream().collect(Collectors.toUnmodifiableMap(Note::kind, note -> note));
  }

  public ReadOnlyObjectProperty<Map<ErrorKind, Note>> notesProperty() {
    return notes.getReadOnlyProperty();
  }

  public @Nullable Note of(ErrorKind kind) {
    return notes.get().get(kind);
  }

  /** Whether somebody has noted that they know all errors of a group, a muted one among them. */
  public boolean isAcknowledged(ErrorGroup group) {
    return covers(group.kind(), group.last());
  }

  /** Whether an error of a kind, come then, needs no attention. */
  boolean covers(ErrorKind kind, Instant at) {
    var note = of(kind);
    return note != null && note.covers(at);
  }

  /** The kinds of which there is a note. */
  public Set<ErrorKind> kinds() {
    return notes.get().keySet();
  }

  public void put(Note note) {
    var changed = new LinkedHashMap<>(notes.get());
    changed.put(note.kind, note);
    set(changed);
  }

  void remove(ErrorKind kind) {
    var changed = new LinkedHashMap<>(notes.get());
    changed.remove(kind);
    set(changed);
  }

  private void set(Map<ErrorKind, Note> changed) {
    var inOrder = changed.values().stream().sorted(Comparator.comparing(Note::at)).toList();
    preferences.put(key, JSON.writeValueAsString(new Kept(inOrder)));
    notes.set(byKind(inOrder));
  }
}
