package io.triggerscope.viewmodel;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The filters the user keeps, in the order of their texts. A filter is its own name: its text says
 * what it does. Confined to the FX thread.
 */
public final class SavedFilters {

  private static final String NAME = "filters";
  private static final String SEPARATOR = "\n";

  private final Preferences preferences;
  private final ObservableList<String> texts = FXCollections.observableArrayList();

  public SavedFilters(Preferences preferences) {
    this.preferences = preferences;
    var stored = preferences.get(NAME);
    texts.setAll(stored.isEmpty() ? List.of() : List.of(stored.split(SEPARATOR)));
  }

  public ObservableList<String> texts() {
    return texts;
  }

  public boolean contains(String text) {
    return texts.contains(text.strip());
  }

  public void add(String text) {
    var more = new ArrayList<>(texts);
    if (!text.isBlank() && !contains(text)) {
      more.add(text.strip());
      set(more);
    }
  }

  public void remove(String text) {
    var less = new ArrayList<>(texts);
    less.remove(text);
    set(less);
  }

  private void set(List<String> changed) {
    texts.setAll(changed.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList());
    preferences.put(NAME, String.join(SEPARATOR, texts));
  }
}
